// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/business_panel.h"

#include "ui/bridge/lab.h"
#include "ui/look/role.h"
#include "ui/look/theme.h"
#include "ui/models/words.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QSettings>

namespace gossip::ui {

namespace {

constexpr double kDearest = 1e9;
constexpr double kUsualHour = 50.0;
constexpr double kUsualGigabyte = 10.0;
constexpr int kLongestCurrency = 8;
constexpr auto kHourKey = "prices/machine hour";
constexpr auto kGigabyteKey = "prices/gigabyte";
constexpr auto kCurrencyKey = "prices/currency";

QString hoursText(double hours)
{
    return hours >= 1.0 ? BusinessPanel::tr("%1 machine-hours").arg(numberText(hours)) : BusinessPanel::tr("%1 machine-minutes").arg(numberText(60.0 * hours));
}

QDoubleSpinBox* priceBox(const char* name, const char* key, double usual, QWidget* parent)
{
    auto* box = new QDoubleSpinBox(parent);
    box->setObjectName(QLatin1String(name));
    box->setRange(0.0, kDearest);
    box->setDecimals(2);
    box->setValue(QSettings().value(QLatin1String(key), usual).toDouble());
    return box;
}

}  // namespace

BusinessPanel::BusinessPanel(Lab* lab, QWidget* parent)
    : QFrame(parent), m_lab(lab), m_title(new QLabel(this)), m_hourLabel(new QLabel(this)),
      m_hour(priceBox("priceHour", kHourKey, kUsualHour, this)), m_gigabyteLabel(new QLabel(this)),
      m_gigabyte(priceBox("priceGigabyte", kGigabyteKey, kUsualGigabyte, this)), m_currencyLabel(new QLabel(this)), m_currency(new QLineEdit(this))
{
    setRole(this, "panel");
    setRole(m_title, "title");
    m_currency->setObjectName(QStringLiteral("priceCurrency"));
    m_currency->setMaxLength(kLongestCurrency);
    m_currency->setFixedWidth(64);
    m_currency->setText(QSettings().value(QLatin1String(kCurrencyKey), tr("USD", "usual currency of this language's readers")).toString());
    makeLayout();
    connect(m_hour, &QDoubleSpinBox::valueChanged, this, &BusinessPanel::keepPrices);
    connect(m_gigabyte, &QDoubleSpinBox::valueChanged, this, &BusinessPanel::keepPrices);
    connect(m_currency, &QLineEdit::textEdited, this, &BusinessPanel::keepPrices);
    connect(m_lab, &Lab::runStarted, this, &BusinessPanel::begin);
    connect(m_lab, &Lab::updated, this, [this](const gossip::RunUpdate& update) {
        for (const gossip::Record& record : update.records)
            m_meter.add(record);
        if (!update.records.empty())
            refresh();
    });
    connect(m_lab, &Lab::runEnded, this, &BusinessPanel::refresh);
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, &BusinessPanel::retranslate);
    begin();
    retranslate();
}

void BusinessPanel::makeLayout()
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(12, 6, 12, 6);
    grid->setHorizontalSpacing(20);
    grid->setVerticalSpacing(2);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addStretch();
    for (QWidget* widget : std::initializer_list<QWidget*>{m_hourLabel, m_hour, m_gigabyteLabel, m_gigabyte, m_currencyLabel, m_currency})
        head->addWidget(widget);
    grid->addLayout(head, 0, 0, 1, 2);
    for (int i = 0; i < int(m_lines.size()); ++i) {
        QLabel*& line = m_lines[std::size_t(i)];
        line = new QLabel(this);
        line->setTextFormat(Qt::PlainText);
        line->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(line, 1 + i / 2, i % 2);
    }
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    m_hourLabel->setBuddy(m_hour);
    m_gigabyteLabel->setBuddy(m_gigabyte);
    m_currencyLabel->setBuddy(m_currency);
}

gossip::Prices BusinessPanel::prices() const
{
    return {m_hour->value(), m_gigabyte->value(), m_currency->text().toStdString()};
}

QStringList BusinessPanel::texts() const
{
    QStringList all;
    for (const QLabel* line : m_lines)
        all << line->text();
    return all;
}

void BusinessPanel::begin()
{
    m_meter = gossip::BusinessMeter(m_lab->runScenario().protocol.id == "pooled" ? 1 : m_lab->runScenario().workers.count);
    refresh();
}

void BusinessPanel::keepPrices()
{
    QSettings settings;
    settings.setValue(QLatin1String(kHourKey), m_hour->value());
    settings.setValue(QLatin1String(kGigabyteKey), m_gigabyte->value());
    settings.setValue(QLatin1String(kCurrencyKey), m_currency->text());
    refresh();
}

QString BusinessPanel::money(double amount) const
{
    return tr("%1 %2", "amount, currency").arg(QLocale().toString(amount, 'f', amount < 100.0 ? 2 : 0), m_currency->text());
}

void BusinessPanel::refresh()
{
    const gossip::Business business = m_meter.result(prices(), m_lab->summary());
    const QString clock = m_lab->runScenario().clock == gossip::Clock::simulated ? tr("virtual time") : tr("real time of this PC");
    if (m_lab->summary() == nullptr)   // whether the goal counts as reached is decided at the end
        m_lines[0]->setText(tr("So far: %1 (%2)").arg(timeText(business.seconds), clock));
    else
        m_lines[0]->setText(business.secondsToTarget
        ? tr("Goal reached after %1 (%2)").arg(timeText(*business.secondsToTarget), clock)
        : tr("Goal not reached in %1 (%2)").arg(timeText(business.seconds), clock));
    const QString sent = dataText(std::uint64_t(business.gigabytes * 1e9 + 0.5));
    m_lines[1]->setText(business.gigabytesToTarget
        ? tr("Data sent: %1, until the goal %2").arg(sent, dataText(std::uint64_t(*business.gigabytesToTarget * 1e9 + 0.5)))
        : tr("Data sent: %1").arg(sent));
    QString cost = tr("Cost: %1 (%2: %3, data: %4)").arg(money(business.cost()), hoursText(business.machineHours), money(business.machineCost), money(business.trafficCost));
    if (business.costToTarget)
        cost += tr("; until the goal %1").arg(money(*business.costToTarget));
    m_lines[2]->setText(cost);
    m_lines[3]->setText(business.outageSeconds > 0.0
        ? tr("Outages: %1 with machines or lines down; machines stood still for %2 (%3)")
              .arg(timeText(business.outageSeconds), hoursText(business.idleMachineHours), money(business.idleCost))
        : tr("Outages: none"));
}

void BusinessPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void BusinessPanel::retranslate()
{
    m_title->setText(tr("What it would cost"));
    m_hourLabel->setText(tr("A machine for an hour"));
    m_gigabyteLabel->setText(tr("A gigabyte sent"));
    m_currencyLabel->setText(tr("Currency"));
    m_hour->setAccessibleName(m_hourLabel->text());
    m_gigabyte->setAccessibleName(m_gigabyteLabel->text());
    m_currency->setAccessibleName(m_currencyLabel->text());
    refresh();
}

}  // namespace gossip::ui
