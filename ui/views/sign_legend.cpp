// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/sign_legend.h"

#include "ui/look/theme.h"
#include "ui/models/words.h"
#include "ui/views/message_layer.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace gossip::ui {

namespace {

using gossip::WorkerState;

constexpr double kMargin = 14.0;      // px
constexpr double kRow = 38.0;
constexpr double kTitle = 28.0;
constexpr double kText = 2.0 * kSignReach + 10.0;   // left edge of the texts
constexpr double kNodeRadius = 12.0;
constexpr double kMessageRadius = 5.0;
constexpr double kAccuracy = 0.6;

struct Signs {
    Q_DECLARE_TR_FUNCTIONS(gossip::ui::Signs)
};

SignMeaning machine(const QString& text, const std::function<void(WorkerLook&)>& change)
{
    WorkerLook look;
    look.started = true;
    look.named = look.detailed = false;
    look.accuracy = kAccuracy;
    look.radius = kNodeRadius;
    change(look);
    return {[look](QPainter& painter) {
                WorkerItem item(0);
                item.setLook(look);
                item.paint(&painter, nullptr, nullptr);
            },
            text};
}

}  // namespace

std::vector<SignMeaning> machineSigns()
{
    std::vector<SignMeaning> signs;
    const auto state = [&signs](WorkerState is) { signs.push_back(machine(stateText(is), [is](WorkerLook& look) { look.state = is; })); };
    signs.push_back(machine(Signs::tr("running; filled up to its own accuracy"), [](WorkerLook&) {}));
    state(WorkerState::slow);
    state(WorkerState::waiting);
    signs.push_back(machine(Signs::tr("line cut"), [](WorkerLook& look) { look.cut = true; }));
    state(WorkerState::crashed);
    state(WorkerState::diverged);
    state(WorkerState::rejoining);
    signs.push_back(machine(Signs::tr("not started"), [](WorkerLook& look) { look.started = false; }));
    signs.push_back(machine(Signs::tr("sends broken data"), [](WorkerLook& look) { look.corrupt = true; }));
    signs.push_back(machine(Signs::tr("selected"), [](WorkerLook& look) { look.selected = true; }));
    signs.push_back(machine(Signs::tr("server and the messages that wait there"), [](WorkerLook& look) {
        look.server = true;
        look.waiting = 3;
    }));
    return signs;
}

std::vector<SignMeaning> messageSigns(const QColor& color)
{
    const auto sign = [&color](MessageSign is, const QString& text) {
        return SignMeaning{[is, color](QPainter& painter) { paintMessageSign(painter, is, QPointF(), kMessageRadius, color); }, text};
    };
    return {sign(MessageSign::model, Signs::tr("a model on its way")),
            sign(MessageSign::late, Signs::tr("late, or sent again")),
            sign(MessageSign::stale, Signs::tr("stale: the sender has long learned on")),
            sign(MessageSign::request, Signs::tr("request")),
            sign(MessageSign::answer, Signs::tr("answer")),
            {[](QPainter& painter) { paintLostSign(painter, QPointF()); }, Signs::tr("lost")},
            {[](QPainter& painter) { paintRejectedSign(painter, QPointF()); }, Signs::tr("rejected by the receiver")}};
}

SignLegend::SignLegend(const QColor& messages, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_columns{{tr("Machines"), machineSigns()}, {tr("Messages"), messageSigns(messages)}}
{
    setObjectName(QStringLiteral("signLegend"));
    setAttribute(Qt::WA_DeleteOnClose);
    QStringList all;
    for (const Column& column : m_columns)
        for (const SignMeaning& sign : column.signs)
            all << sign.text;
    setAccessibleName(tr("What the signs mean"));
    setAccessibleDescription(all.join(QStringLiteral("; ")));
    resize(sizeHint());
}

double SignLegend::widthOf(const Column& column) const
{
    const QFontMetricsF metrics(uiFont(13));
    double widest = QFontMetricsF(uiFont(13, true)).horizontalAdvance(column.title);
    for (const SignMeaning& sign : column.signs)
        widest = std::max(widest, kText + metrics.horizontalAdvance(sign.text));
    return widest;
}

QSize SignLegend::sizeHint() const
{
    double width = kMargin;
    std::size_t rows = 0;
    for (const Column& column : m_columns) {
        width += widthOf(column) + kMargin;
        rows = std::max(rows, column.signs.size());
    }
    return QSizeF(width + kMargin, 2.0 * kMargin + kTitle + double(rows) * kRow).toSize();
}

void SignLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme().panel);
    painter.setPen(theme().border);
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    double left = kMargin;
    for (const Column& column : m_columns) {
        const double width = widthOf(column);
        painter.setFont(uiFont(13, true));
        painter.setPen(theme().ink);
        painter.drawText(QRectF(left, kMargin, width, kTitle), Qt::AlignLeft | Qt::AlignTop, column.title);
        double middle = kMargin + kTitle + kRow / 2.0;
        for (const SignMeaning& sign : column.signs) {
            painter.save();
            painter.translate(left + kSignReach, middle);
            sign.paint(painter);
            painter.restore();
            painter.setFont(uiFont(13));
            painter.setPen(theme().ink);
            painter.drawText(QRectF(left + kText, middle - kRow / 2.0, width - kText + 1.0, kRow), Qt::AlignLeft | Qt::AlignVCenter, sign.text);
            middle += kRow;
        }
        left += width + 2.0 * kMargin;
    }
}

void SignLegend::mousePressEvent(QMouseEvent*)
{
    close();
}

}  // namespace gossip::ui
