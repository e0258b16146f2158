// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/field_editor.h"

#include <gossip/scenario.h>

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <array>
#include <optional>
#include <vector>

class QFrame;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;

namespace gossip::ui {

class Lab;
class PreviewPanel;
class ScenarioList;

/// The page "Prepare": the shipped scenarios, the form of the scenario being edited, and what follows from it.
/// Every entry goes through the engine's own checks; what is refused is said beside the field and changes nothing.
class PreparePage : public QWidget {
    Q_OBJECT
public:
    explicit PreparePage(Lab* lab, QWidget* parent = nullptr);

    /// The line of a key; null when the form does not show it now.
    [[nodiscard]] FieldEditor* editor(const std::string& path) const;

Q_SIGNALS:
    void startRequested();   ///< the person wants to run this scenario and see it
    void saveRequested();    ///< … to keep it in a file

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void makeForm();
    QWidget* makeLeft();
    QWidget* makeMiddle();
    QWidget* makeRight();
    QWidget* makeNavigation();
    void fillSections();
    void retranslate();
    void follow();             ///< shows the lab's scenario
    void showNotes();
    void apply(const std::string& path, const std::string& json);
    void choose(const QString& path);
    void bringBack();
    void jumpTo(std::size_t section);

    struct Section {
        QFrame* frame = nullptr;
        QLabel* title = nullptr;
        QPushButton* jump = nullptr;
        std::vector<FieldEditor*> editors;
    };

    Lab* m_lab;
    std::string m_shownProtocol;               ///< whose parameters the form has lines for
    std::array<Section, std::size_t(FormSection::Count)> m_sections;
    std::optional<gossip::Scenario> m_putAway; ///< edits that a chosen scenario replaced
    ScenarioList* m_list = nullptr;
    PreviewPanel* m_preview = nullptr;
    QScrollArea* m_scroll = nullptr;
    QLabel* m_listTitle = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_description = nullptr;
    QLabel* m_runNote = nullptr;
    QLabel* m_why = nullptr;
    QPushButton* m_bringBack = nullptr;
    QPushButton* m_start = nullptr;
    QPushButton* m_save = nullptr;
    QPointer<FieldEditor> m_refused;
    QTimer m_revealSoon;                       ///< its sentence made the line taller; its place is known once all is laid out
    QTimer m_previewSoon;                      ///< dividing 60,000 pictures once per burst of edits is enough
};

}  // namespace gossip::ui
