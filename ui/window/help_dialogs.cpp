// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/help_dialogs.h"

#include "ui/look/role.h"
#include "ui/look/theme.h"
#include "ui/window/actions.h"

#include <gossip/catalogue.h>

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace gossip::ui {

namespace {

struct HelpWords {
    Q_DECLARE_TR_FUNCTIONS(gossip::ui::HelpWords)
};

/// A dialog with a column for content and a button that closes it; deletes itself.
QVBoxLayout* openDialog(QWidget* parent, const QString& title)
{
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    auto* content = new QVBoxLayout;
    content->setSpacing(10);
    column->addLayout(content, 1);
    auto* buttons = new QDialogButtonBox(dialog);
    QPushButton* close = buttons->addButton(HelpWords::tr("Close"), QDialogButtonBox::AcceptRole);
    QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    column->addWidget(buttons);
    dialog->open();
    return content;
}

}  // namespace

void showAbout(QWidget* parent)
{
    QVBoxLayout* content = openDialog(parent, HelpWords::tr("About Gossip Lab"));
    auto* icon = new QLabel;
    icon->setPixmap(QIcon(QStringLiteral(":/icons/gossiplab.svg")).pixmap(64, 64));
    auto* name = new QLabel(QStringLiteral("Gossip Lab"));
    name->setFont(uiFont(22, true));
    auto* text = new QLabel(HelpWords::tr("See how many machines train one network by telling each other now and then what they "
                                          "know, without a center and without waiting.\n\nNothing leaves this PC: no pictures, no "
                                          "models, no usage data."));
    text->setWordWrap(true);
    text->setFixedWidth(420);
    auto* versions = new QLabel(QString::fromStdString(gossip::versions()) + QStringLiteral(", Qt ") + QLatin1String(qVersion()) +
                                QLatin1Char('\n') + HelpWords::tr("Free software, GNU General Public License 3 or later."));
    setRole(versions, "muted");
    versions->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QLabel* label : {icon, name, text, versions})
        content->addWidget(label);
}

void showShortcuts(QWidget* parent, const Actions& actions)
{
    QVBoxLayout* content = openDialog(parent, HelpWords::tr("Keys"));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(28);
    form->setVerticalSpacing(5);
    const auto line = [form](const QString& keys, const QString& what) {
        auto* key = new QLabel(keys);
        setRole(key, "title");
        form->addRow(key, new QLabel(what));
    };
    for (const QAction* action : {actions.start, actions.pause, actions.step, actions.stop, actions.restore, actions.earlier, actions.later, actions.toLive, actions.undo,
                                  actions.redo, actions.open, actions.save, actions.exportModel, actions.detailed,
                                  actions.presenter, actions.quit}) {
        QString what = action->text();
        // Japanese texts carry their access key as "(&X)" at the end.
        if (const qsizetype bracket = what.indexOf(QLatin1String("(&")); bracket > 0)
            what.remove(bracket, 4);
        line(action->shortcut().toString(QKeySequence::NativeText), what.remove(QLatin1Char('&')));
    }
    line(QStringLiteral("Ctrl+1 … Ctrl+5"), HelpWords::tr("The five pages"));
    line(HelpWords::tr("On the map: arrows"), HelpWords::tr("Select a worker"));
    line(HelpWords::tr("On the map: Shift or Ctrl with arrows"), HelpWords::tr("Select several, move them"));
    line(HelpWords::tr("On the map: K, L, X, R"), HelpWords::tr("Crash, slow down, cut the line, bring back"));
    line(HelpWords::tr("On the map: I, D, H"), HelpWords::tr("Cut off alone, send broken data, restore the line"));
    line(HelpWords::tr("On the map: Shift+drag"), HelpWords::tr("Cut the links that the line crosses"));
    line(HelpWords::tr("On the map: Alt+drag, E, N"), HelpWords::tr("Before a run: change links"));
    line(HelpWords::tr("On the timeline: arrows, with Ctrl"), HelpWords::tr("Select an entry, move it"));
    line(HelpWords::tr("On the timeline: Enter, Delete, Insert"), HelpWords::tr("Edit, delete, add an entry"));
    content->addLayout(form);
}

}  // namespace gossip::ui
