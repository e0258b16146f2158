// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <cstdint>
#include <vector>

namespace gossip::ui {

/// How many pictures of each class somebody holds: one bar a class, its number behind it. Of very many classes the largest are named
/// and the rest counted in one line.
class ClassBars : public QWidget {
    Q_OBJECT
public:
    static constexpr int kMostBars = 20;

    explicit ClassBars(QWidget* parent);

    /// \param most  what a full bar stands for, so that several workers' bars compare; 0: nothing to show
    void setCounts(const std::vector<std::uint32_t>& counts, const QStringList& classes, std::uint32_t most);
    [[nodiscard]] QSize sizeHint() const override;
    /// What the bars say, as text: "Trouser: 600, …".
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Bar {
        QString name;
        std::uint32_t count = 0;
    };
    std::vector<Bar> m_bars;
    int m_left = 0;               ///< classes without a bar
    std::uint32_t m_leftPictures = 0;
    std::uint32_t m_most = 0;
};

}  // namespace gossip::ui
