// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <map>
#include <optional>

namespace gossip::ui {

/// The time range, hovered moment and right margin that charts below each other share.
class TimeAxis : public QObject {
    Q_OBJECT
public:
    explicit TimeAxis(QObject* parent = nullptr);

    [[nodiscard]] double fromS() const { return m_fromS; }
    [[nodiscard]] double toS() const { return m_toS; }
    [[nodiscard]] double newestS() const { return m_newestS; }
    [[nodiscard]] bool isFollowing() const { return m_following; }
    [[nodiscard]] std::optional<double> hoverS() const { return m_hoverS; }
    [[nodiscard]] std::optional<double> momentS() const { return m_momentS; }
    [[nodiscard]] double labelWidth() const;

    /// Tells how far the run has come; while following, the range grows to it in steps.
    void setNewest(double timeS);
    /// Shrinks (\p factor < 1) or widens the range around a moment. Leaves following.
    void zoom(double factor, double aroundS);
    /// Moves the range. Leaves following.
    void pan(double byS);
    /// Shows everything up to the newest again.
    void follow();
    void setHover(std::optional<double> timeS);
    /// The moment of the past that the window shows; empty: now.
    void setMoment(std::optional<double> timeS);
    /// Asks for room right of the plots [px]; the widest wish counts, so that all plots end at the same place.
    /// \param who  a wish only grows, until its chart takes it back
    void requestLabelWidth(const QObject* who, double width);
    void dropLabelWidth(const QObject* who);
    void clear();

Q_SIGNALS:
    void changed();        ///< range, following or label width
    void hoverChanged();   ///< the moment, too

private:
    void setRange(double fromS, double toS, bool following);

    double m_fromS = 0.0;
    double m_toS;
    double m_newestS = 0.0;
    std::map<const QObject*, double> m_labelWidths;
    bool m_following = true;
    std::optional<double> m_hoverS;
    std::optional<double> m_momentS;
};

}  // namespace gossip::ui
