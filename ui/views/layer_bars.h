// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/records.h>

#include <QWidget>

#include <vector>

namespace gossip::ui {

/// How far the workers are apart in each layer: one bar a layer, first layer on top, its number behind it.
class LayerBars : public QWidget {
    Q_OBJECT
public:
    explicit LayerBars(QWidget* parent);

    void setLayers(const std::vector<gossip::LayerDistance>& layers);
    [[nodiscard]] QString text() const;   ///< "Layer 1: 0.4, …"
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QString nameOf(std::size_t number) const;
    std::vector<gossip::LayerDistance> m_layers;
};

}  // namespace gossip::ui
