// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/scenario_form.h"

#include <QWidget>

#include <vector>

class QAction;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace gossip::ui {

/// One line of the scenario form: label and a sentence of help, the editor with unit and range, a button back to the
/// default, and the reason beside it when an entry was refused. What was typed stays until it is mended.
class FieldEditor : public QWidget {
    Q_OBJECT
public:
    /// \param defaultJson  the value that the reset button brings back
    FieldEditor(const FormField& field, std::string defaultJson, QWidget* parent = nullptr);

    [[nodiscard]] const FormField& field() const { return m_field; }
    [[nodiscard]] QString refusal() const;
    [[nodiscard]] QWidget* editor() const;      ///< the widget that takes the entry
    void setValue(const std::string& json);     ///< shows the value and forgets a refusal
    void refuse(const QString& sentence);

Q_SIGNALS:
    /// A person entered a value that is within the field's own range.
    void edited(const std::string& path, const std::string& json);

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeEditor();
    void makeBrowser();
    void adoptPath(const QString& path);
    void makeLayout();
    void retranslate();
    void commitLine();
    void commitNumber(const QString& text);
    [[nodiscard]] QString rangeText() const;
    [[nodiscard]] QString shown(double value) const;

    FormField m_field;
    std::string m_default;
    std::string m_value;
    QString m_typed;            ///< the last text that was looked at: leaving the field again says nothing new
    QLabel* m_label;
    QLabel* m_help;
    QLabel* m_range;
    QLabel* m_unit;
    QLabel* m_refusal;
    QPushButton* m_reset;
    QLineEdit* m_line = nullptr;
    QComboBox* m_choice = nullptr;
    QCheckBox* m_check = nullptr;
    QToolButton* m_browse = nullptr;   ///< beside a path
    QAction* m_chooseFolder = nullptr;
    QAction* m_chooseFile = nullptr;
};

}  // namespace gossip::ui
