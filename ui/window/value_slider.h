// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QSlider>
#include <QString>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <vector>

namespace gossip::ui {

/// A slider over a list of useful values, its name and value above it. Tells a new value at most ten times a second.
class ValueSlider : public QWidget {
    Q_OBJECT
public:
    /// \param values  increasing
    ValueSlider(std::vector<double> values, QWidget* parent = nullptr);
    /// \param format  turns a value into the text above the slider
    void setTexts(const QString& name, const QString& help, std::function<QString(double)> format);
    /// Shows the value in force; ignored while a hand is on the slider or a value waits to be told.
    void showValue(double value);

Q_SIGNALS:
    void valuePicked(double value);

private:
    void refresh();

    std::vector<double> m_values;
    std::function<QString(double)> m_format;
    QString m_name;
    double m_shown = 0.0;
    QLabel* m_label;
    QSlider* m_slider;
    QTimer m_delay;
};

}  // namespace gossip::ui
