// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/business.h>
#include <gossip/run.h>

#include <QDoubleSpinBox>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>

#include <array>

namespace gossip::ui {

class Lab;

/// What the run would cost: time to the goal, data, money, and what outages cost. Prices are a person's own and are kept.
class BusinessPanel : public QFrame {
    Q_OBJECT
public:
    explicit BusinessPanel(Lab* lab, QWidget* parent = nullptr);

    [[nodiscard]] gossip::Prices prices() const;
    /// All that is shown, line by line.
    [[nodiscard]] QStringList texts() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeLayout();
    void begin();
    void keepPrices();
    void refresh();
    void retranslate();
    [[nodiscard]] QString money(double amount) const;

    Lab* m_lab;
    gossip::BusinessMeter m_meter{0};
    QLabel* m_title;
    std::array<QLabel*, 4> m_lines{};   ///< goal, data, cost, outages
    QLabel* m_hourLabel;
    QDoubleSpinBox* m_hour;
    QLabel* m_gigabyteLabel;
    QDoubleSpinBox* m_gigabyte;
    QLabel* m_currencyLabel;
    QLineEdit* m_currency;
};

}  // namespace gossip::ui
