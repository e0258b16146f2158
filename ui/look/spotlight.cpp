// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/spotlight.h"

#include "ui/look/theme.h"

#include <QEvent>
#include <QGraphicsOpacityEffect>
#include <QPainter>

namespace gossip::ui {

namespace {
constexpr int kGap = 4;   // px between control and the ring's outer edge
}

Spotlight::Spotlight(QWidget* page) : QWidget(page)
{
    setObjectName(QStringLiteral("spotlight"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void Spotlight::turnOn(QWidget* lit, const QList<QWidget*>& others)
{
    turnOff();
    m_lit = lit;
    for (QWidget* other : others) {
        auto* effect = new QGraphicsOpacityEffect(other);
        effect->setOpacity(kDimmed);
        other->setGraphicsEffect(effect);
        m_dimmed << other;
    }
    for (QWidget* widget = lit; widget != nullptr && widget != parentWidget(); widget = widget->parentWidget())
        widget->installEventFilter(this);   // it moves with whatever it stands on
    follow();
}

void Spotlight::turnOff()
{
    for (QWidget* widget = m_lit; widget != nullptr && widget != parentWidget(); widget = widget->parentWidget())
        widget->removeEventFilter(this);
    for (QWidget* other : std::as_const(m_dimmed))
        if (other != nullptr)
            other->setGraphicsEffect(nullptr);
    m_dimmed.clear();
    m_lit.clear();
    hide();
}

bool Spotlight::eventFilter(QObject*, QEvent* event)
{
    if (event->type() == QEvent::Move || event->type() == QEvent::Resize || event->type() == QEvent::Show || event->type() == QEvent::Hide)
        follow();
    return false;
}

void Spotlight::follow()
{
    if (m_lit == nullptr)
        return;
    const QRect place(m_lit->mapTo(parentWidget(), QPoint()), m_lit->size());
    setGeometry(place.adjusted(-kGap, -kGap, kGap, kGap));
    setVisible(m_lit->isVisibleTo(parentWidget()));
    raise();
}

void Spotlight::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().primary, 2.5));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8);
}

}  // namespace gossip::ui
