// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/dataset.h>
#include <gossip/records.h>

#include <QImage>
#include <QStringList>
#include <QWidget>

#include <vector>

namespace gossip::ui {

/// One picture of a data set as it is seen: grey or RGB.
QImage pictureOf(const gossip::LabelledImages& part, const gossip::ImageShape& shape, std::size_t number);

/// Pictures that a model takes for something else, each with what it shows and what the model says. Arrow keys go from one to the
/// next; the chosen one's text is the widget's accessible description.
class MistakeGallery : public QWidget {
    Q_OBJECT
public:
    static constexpr int kPictures = 12;
    static constexpr int kColumns = 4;

    explicit MistakeGallery(QWidget* parent);

    /// \param classes  names in the window's language
    void setMistakes(const std::vector<gossip::Mistake>& mistakes, const gossip::DatasetPtr& dataset, const QStringList& classes);
    [[nodiscard]] int count() const { return int(m_shown.size()); }
    /// "Sneaker, taken for Sandal".
    [[nodiscard]] QString text(int index) const;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Shown {
        QImage picture;
        QString truth;
        QString taken;
    };
    [[nodiscard]] QRectF cell(int index) const;
    void choose(int index);

    std::vector<Shown> m_shown;
    int m_chosen = 0;
};

}  // namespace gossip::ui
