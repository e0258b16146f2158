// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

class QSlider;

namespace gossip::ui {

/// The bar under the timeline with which a person looks back over the run. It reaches from the start to the newest recorded moment,
/// on the timeline's scale; its right end is "now". Arrow keys move by a second, page keys by ten, Home to the start, End back to live.
class ScrubBar : public QWidget {
    Q_OBJECT
public:
    explicit ScrubBar(QWidget* parent = nullptr);

    /// \param newestS  the newest recorded moment; 0: nothing to look back at
    /// \param endS  end of the timeline above
    void setRange(double newestS, double endS);
    /// The moment that is shown; empty: now.
    void setMoment(std::optional<double> timeS);
    [[nodiscard]] QSlider* slider() const { return m_slider; }
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void momentPicked(double timeS);
    void livePicked();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void place();
    void pick(int value);
    void retranslate();

    QSlider* m_slider;
    double m_newestS = 0.0;
    double m_endS = 60.0;
    std::optional<double> m_momentS;
};

}  // namespace gossip::ui
