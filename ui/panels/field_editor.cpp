// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/field_editor.h"

#include "ui/bridge/messages.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/look/role.h"
#include "ui/models/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <cmath>

namespace gossip::ui {

namespace {

using Type = gossip::FieldInfo::Type;

constexpr int kEditorWidth = 130;   // px
constexpr int kWideWidth = 304;     // px, for choices and texts
constexpr int kSideWidth = 78;      // px, unit or range
constexpr int kBrowseWidth = 34;    // px
constexpr double kAsGoodAsEndless = 1e6;   // an upper end that nobody reaches is not worth reading; a refusal still names it

QJsonValue valueOf(const std::string& json)
{
    return QJsonDocument::fromJson("[" + QByteArray::fromStdString(json) + "]").array().at(0);
}

std::string jsonOf(const QString& text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2).toStdString();
}

/// Scrolling the page must not change choices that pass under the pointer.
class CalmComboBox : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent* event) override
    {
        if (hasFocus())
            QComboBox::wheelEvent(event);
        else
            event->ignore();
    }
};

QLabel* mutedLabel(QWidget* parent, bool wraps)
{
    auto* label = new QLabel(parent);
    label->setProperty("role", QStringLiteral("muted"));
    label->setWordWrap(wraps);
    return label;
}

}  // namespace

FieldEditor::FieldEditor(const FormField& field, std::string defaultJson, QWidget* parent)
    : QWidget(parent), m_field(field), m_default(std::move(defaultJson)), m_label(new QLabel(this)),
      m_help(mutedLabel(this, true)), m_range(mutedLabel(this, false)), m_unit(mutedLabel(this, false)),
      m_refusal(new QLabel(this)), m_reset(new QPushButton(this))
{
    setObjectName(QString::fromStdString(field.info.path));
    m_refusal->setProperty("role", QStringLiteral("error"));
    m_refusal->setWordWrap(true);
    m_refusal->hide();
    makeEditor();
    makeLayout();
    m_reset->setObjectName(QStringLiteral("reset"));
    connect(m_reset, &QPushButton::clicked, this, [this] { Q_EMIT edited(m_field.info.path, m_default); });
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, &FieldEditor::retranslate);  // text may have grown
    retranslate();
}

void FieldEditor::makeEditor()
{
    if (m_field.info.type == Type::choice) {
        m_choice = new CalmComboBox(this);
        m_choice->setFixedWidth(kWideWidth);
        m_choice->setFocusPolicy(Qt::StrongFocus);
        connect(m_choice, &QComboBox::activated, this,
                [this](int index) { Q_EMIT edited(m_field.info.path, jsonOf(m_choice->itemData(index).toString())); });
    } else if (m_field.info.type == Type::boolean) {
        m_check = new QCheckBox(this);
        connect(m_check, &QCheckBox::clicked, this,
                [this](bool on) { Q_EMIT edited(m_field.info.path, on ? "true" : "false"); });
    } else {
        m_line = new QLineEdit(this);
        m_line->setFixedWidth(m_field.info.type == Type::text ? kWideWidth : kEditorWidth);
        connect(m_line, &QLineEdit::editingFinished, this, &FieldEditor::commitLine);
        if (m_field.isPath)
            makeBrowser();
    }
}

/// What a person has may be a folder or one file, and the system's dialogs choose either one or the other.
void FieldEditor::makeBrowser()
{
    m_line->setFixedWidth(kWideWidth - kBrowseWidth);
    m_browse = new QToolButton(this);
    m_browse->setObjectName(QStringLiteral("browse"));
    m_browse->setText(QStringLiteral("…"));
    m_browse->setPopupMode(QToolButton::InstantPopup);
    setRole(m_browse, "browse");
    auto* menu = new QMenu(m_browse);
    m_chooseFolder = menu->addAction(QString(), this, [this] { adoptPath(QFileDialog::getExistingDirectory(this, m_chooseFolder->text(), m_line->text())); });
    m_chooseFile = menu->addAction(QString(), this, [this] {
        adoptPath(QFileDialog::getOpenFileName(this, m_chooseFile->text(), m_line->text(), tr("Archives (*.tar.gz *.tgz *.tar);;All files (*)")));
    });
    m_browse->setMenu(menu);
}

void FieldEditor::adoptPath(const QString& path)
{
    if (!path.isEmpty())
        Q_EMIT edited(m_field.info.path, jsonOf(path));
}

void FieldEditor::makeLayout()
{
    m_reset->setProperty("role", QStringLiteral("quiet"));
    m_reset->setIcon(signIcon(Sign::restore));
    m_reset->setFixedSize(26, 26);
    QSizePolicy keepsPlace = m_reset->sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(keepsPlace);

    auto* words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(m_label);
    words->addWidget(m_help);
    words->addWidget(m_refusal);

    auto* entry = new QHBoxLayout;
    entry->setSpacing(6);
    entry->addWidget(editor());
    if (m_browse != nullptr)
        entry->addWidget(m_browse);
    const bool isNumber = m_line != nullptr && m_field.info.type != Type::text;
    if (isNumber) {
        auto* side = new QVBoxLayout;
        side->setSpacing(0);
        side->addWidget(m_unit);
        side->addWidget(m_range);
        m_unit->setMinimumWidth(kSideWidth);
        m_range->setMinimumWidth(kSideWidth);
        entry->addLayout(side);
    }
    m_unit->setVisible(isNumber);
    m_range->setVisible(isNumber);
    entry->addStretch();
    auto* entryBox = new QWidget(this);
    entryBox->setLayout(entry);
    entry->setContentsMargins(0, 0, 0, 0);
    entryBox->setFixedWidth(kWideWidth + 20);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 5, 0, 5);
    row->setSpacing(10);
    row->addLayout(words, 1);
    row->addWidget(entryBox, 0, Qt::AlignTop);
    row->addWidget(m_reset, 0, Qt::AlignTop);
    m_label->setBuddy(editor());
}

QWidget* FieldEditor::editor() const
{
    if (m_choice != nullptr)
        return m_choice;
    return m_check != nullptr ? static_cast<QWidget*>(m_check) : m_line;
}

QString FieldEditor::refusal() const
{
    return m_refusal->text();
}

QString FieldEditor::shown(double value) const
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    const double scaled = m_field.percent ? value * 100.0 : value;
    // Twelve digits: 0.07 · 100 must not show as 7.000000000000001.
    return locale.toString(scaled, 'g', 12);
}

void FieldEditor::setValue(const std::string& json)
{
    m_value = json;
    m_refusal->clear();
    m_refusal->hide();
    const QJsonValue value = valueOf(json);
    if (m_choice != nullptr)
        m_choice->setCurrentIndex(m_choice->findData(value.toString()));
    else if (m_check != nullptr)
        m_check->setChecked(value.toBool());
    else if (m_field.info.type == Type::text)
        m_line->setText(value.toString());
    else if (m_field.info.type == Type::integer && !m_field.percent)
        m_line->setText(QString::fromStdString(json));  // seeds exceed what a double holds
    else
        m_line->setText(shown(value.toDouble()));
    if (m_line != nullptr) {
        m_typed = m_line->text();
        m_line->setCursorPosition(0);
    }
    m_reset->setVisible(json != m_default);
}

void FieldEditor::refuse(const QString& sentence)
{
    m_refusal->setText(sentence);
    m_refusal->show();
    m_reset->show();
    editor()->setAccessibleDescription(sentence);
}

void FieldEditor::commitLine()
{
    if (m_line->text() == m_typed)
        return;
    m_typed = m_line->text();
    if (m_field.info.type == Type::text)
        Q_EMIT edited(m_field.info.path, jsonOf(m_line->text().trimmed()));
    else
        commitNumber(m_line->text().normalized(QString::NormalizationForm_KC).trimmed());
}

void FieldEditor::commitNumber(const QString& text)
{
    QString plain = text;
    plain.remove(QLatin1Char('%'));
    bool readable = false;
    double value = QLocale().toDouble(plain.trimmed(), &readable);
    if (!readable)
        value = QLocale::c().toDouble(plain.trimmed(), &readable);
    const double scaled = m_field.percent ? value / 100.0 : value;
    const bool whole = m_field.info.type != Type::integer || value == std::floor(value);
    if (!readable || !whole || scaled < m_field.info.minimum || scaled > m_field.info.maximum) {
        refuse(tr("%1: allowed is %2 (entered: %3).").arg(engineText(m_field.info.label), rangeText(), text));
        return;
    }
    const QString json = m_field.info.type == Type::integer ? QString::number(qulonglong(value))
                                                            : QString::number(scaled, 'g', 15);
    Q_EMIT edited(m_field.info.path, json.toStdString());
}

QString FieldEditor::rangeText() const
{
    const QString unit = m_field.percent ? QStringLiteral(" %") : m_field.info.unit.empty()
        ? QString() : QLatin1Char(' ') + engineText(m_field.info.unit);
    const QString whole = m_field.info.type == Type::integer ? tr("a whole number ") : QString();
    return whole + tr("%1–%2%3").arg(shown(m_field.info.minimum), shown(m_field.info.maximum), unit);
}

void FieldEditor::retranslate()
{
    const QString label = engineText(m_field.info.label);
    const QString help = engineText(m_field.info.help);
    m_label->setText(label);
    m_help->setText(help);
    m_help->setFont(uiFont(12));
    m_help->setVisible(!help.isEmpty());
    const bool isBounded = m_field.info.maximum < kAsGoodAsEndless;
    m_range->setText(isBounded ? tr("%1–%2").arg(shown(m_field.info.minimum), shown(m_field.info.maximum))
                               : tr("from %1").arg(shown(m_field.info.minimum)));
    m_range->setFont(uiFont(11));
    m_unit->setText(m_field.percent ? QStringLiteral("%") : engineText(m_field.info.unit));
    m_unit->setVisible(m_line != nullptr && m_field.info.type != Type::text && !m_unit->text().isEmpty());
    m_reset->setToolTip(tr("Back to the default"));
    m_reset->setAccessibleName(tr("%1: back to the default").arg(label));
    editor()->setAccessibleName(label);
    editor()->setAccessibleDescription(help);
    const QString about = tr("%1 (in the file: %2)").arg(help, QString::fromStdString(m_field.info.path));
    editor()->setToolTip(about);
    editor()->setWhatsThis(tr("%1 In the scenario's file it is called %2.").arg(help, QString::fromStdString(m_field.info.path)));
    if (m_browse != nullptr) {
        m_chooseFolder->setText(tr("Choose a folder…"));
        m_chooseFile->setText(tr("Choose an archive…"));
        m_browse->setToolTip(tr("Choose where the data are"));
        m_browse->setAccessibleName(m_browse->toolTip());
    }
    if (m_choice == nullptr)
        return;
    m_choice->clear();
    for (const std::string& choice : m_field.info.choices)
        m_choice->addItem(choiceText(m_field.info.path, choice), QString::fromStdString(choice));
    m_choice->setEnabled(m_choice->count() > 1);
    if (!m_value.empty())
        m_choice->setCurrentIndex(m_choice->findData(valueOf(m_value).toString()));
}

void FieldEditor::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

}  // namespace gossip::ui
