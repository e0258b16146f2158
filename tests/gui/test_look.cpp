// SPDX-License-Identifier: GPL-3.0-or-later
// The colours of theme.json and the signs of the map, judged by numbers: contrast (WCAG 2), difference (CIEDE2000) as people
// with protanopia, deuteranopia and tritanopia see it (Machado, Oliveira, Fernandes 2009, severity 1), and pictures in greys.
#include "ui/look/theme.h"
#include "ui/views/message_layer.h"
#include "ui/views/sign_legend.h"
#include "ui/views/worker_item.h"

#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QSettings>
#include <QStyleOptionGraphicsItem>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cmath>
#include <memory>
#include <numbers>

using namespace gossip::ui;

namespace {

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

constexpr double kTextContrast = 4.5;
constexpr double kShapeContrast = 3.0;
constexpr double kDifference = 12.0;
const QStringList kSeries = QStringLiteral("gossip allReduce server localSgd isolated pooled").split(QLatin1Char(' '));
const QStringList kStates = QStringLiteral("running slow failed cut resting").split(QLatin1Char(' '));

const std::vector<std::pair<const char*, Matrix>> kEyes = {
    {"all three cones", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    {"protanopia", {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
    {"deuteranopia", {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    {"tritanopia", {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}}};

Vector linear(const QColor& color)
{
    const auto part = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return {part(color.redF()), part(color.greenF()), part(color.blueF())};
}

Vector times(const Matrix& m, const Vector& v)
{
    Vector r{};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            r[i] += m[i][j] * v[j];
    return r;
}

/// CIELAB, D65.
Vector lab(Vector rgb)
{
    for (double& part : rgb)
        part = std::clamp(part, 0.0, 1.0);
    const Vector xyz = times({{{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}}, rgb);
    const auto f = [](double t) { return t > 216.0 / 24389.0 ? std::cbrt(t) : (24389.0 / 27.0 * t + 16.0) / 116.0; };
    const double x = f(xyz[0] / 0.95047), y = f(xyz[1]), z = f(xyz[2] / 1.08883);
    return {116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)};
}

/// CIEDE2000 (Sharma, Wu, Dalal 2005).
double difference(const Vector& one, const Vector& two)
{
    constexpr double kDegree = std::numbers::pi / 180.0;
    const double cMean = 0.5 * (std::hypot(one[1], one[2]) + std::hypot(two[1], two[2]));
    const double g = 0.5 * (1.0 - std::sqrt(std::pow(cMean, 7) / (std::pow(cMean, 7) + std::pow(25.0, 7))));
    const double a1 = (1.0 + g) * one[1], a2 = (1.0 + g) * two[1];
    const double c1 = std::hypot(a1, one[2]), c2 = std::hypot(a2, two[2]);
    const auto hue = [](double a, double b) {
        const double degrees = a == 0.0 && b == 0.0 ? 0.0 : std::atan2(b, a) / kDegree;
        return degrees < 0.0 ? degrees + 360.0 : degrees;
    };
    const double h1 = hue(a1, one[2]), h2 = hue(a2, two[2]);
    const bool grey = c1 * c2 == 0.0;
    double dh = grey ? 0.0 : h2 - h1;
    dh += dh > 180.0 ? -360.0 : dh < -180.0 ? 360.0 : 0.0;
    const double dH = 2.0 * std::sqrt(c1 * c2) * std::sin(0.5 * dh * kDegree);
    const double l = 0.5 * (one[0] + two[0]), c = 0.5 * (c1 + c2);
    double h = h1 + h2;
    if (!grey)
        h = std::abs(h1 - h2) <= 180.0 ? 0.5 * h : 0.5 * (h < 360.0 ? h + 360.0 : h - 360.0);
    const double t = 1.0 - 0.17 * std::cos((h - 30.0) * kDegree) + 0.24 * std::cos(2.0 * h * kDegree) + 0.32 * std::cos((3.0 * h + 6.0) * kDegree)
        - 0.20 * std::cos((4.0 * h - 63.0) * kDegree);
    const double rc = 2.0 * std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + std::pow(25.0, 7)));
    const double rt = -std::sin(60.0 * std::exp(-std::pow((h - 275.0) / 25.0, 2)) * kDegree) * rc;
    const double sl = 1.0 + 0.015 * std::pow(l - 50.0, 2) / std::sqrt(20.0 + std::pow(l - 50.0, 2));
    const double dl = (two[0] - one[0]) / sl, dc = (c2 - c1) / (1.0 + 0.045 * c), dhh = dH / (1.0 + 0.015 * c * t);
    return std::sqrt(dl * dl + dc * dc + dhh * dhh + rt * dc * dhh);
}

double contrast(const QColor& one, const QColor& two)
{
    const auto light = [](const QColor& c) {
        const Vector v = linear(c);
        return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2];
    };
    const double a = light(one), b = light(two);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

QJsonObject readThemes()
{
    QFile file(QStringLiteral(GOSSIP_SOURCE_DIR "/resources/themes/theme.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QImage paper(int side)
{
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(theme().panel);
    return image;
}

/// Share of the pixels whose grey differs clearly.
double differentShare(const QImage& one, const QImage& two)
{
    constexpr int kClear = 40;   // of 255
    const QImage a = one.convertToFormat(QImage::Format_Grayscale8), b = two.convertToFormat(QImage::Format_Grayscale8);
    int different = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            different += std::abs(a.constScanLine(y)[x] - b.constScanLine(y)[x]) > kClear ? 1 : 0;
    return double(different) / (a.width() * a.height());
}

}  // namespace

class TestLook : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theFormulaGivesThePublishedDifferences();
    void textsAndShapesStandOut_data() { themes(); }
    void textsAndShapesStandOut();
    void coloursDifferForEveryEye_data();
    void coloursDifferForEveryEye();
    void exportedFiguresStandOutOnBothGrounds();
    void everyWorkerStateIsToldApartInGreys_data() { themes(); }
    void everyWorkerStateIsToldApartInGreys();
    void everyMessageStateIsToldApartInGreys_data() { themes(); }
    void everyMessageStateIsToldApartInGreys();
    void theLegendTellsAllSignsApart_data() { themes(); }
    void theLegendTellsAllSignsApart();

private:
    static void themes();
    [[nodiscard]] QColor color(const QString& theme, const QString& role) const;

    QTemporaryDir m_folder;
    QJsonObject m_colors;
    std::unique_ptr<ThemeStore> m_themes;
};

void TestLook::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    m_themes = std::make_unique<ThemeStore>();
    m_colors = readThemes();
    QVERIFY(m_colors.contains(QLatin1String("light")) && m_colors.contains(QLatin1String("dark")));
}

void TestLook::themes()
{
    QTest::addColumn<QString>("theme");
    QTest::newRow("light") << QStringLiteral("light");
    QTest::newRow("dark") << QStringLiteral("dark");
}

QColor TestLook::color(const QString& theme, const QString& role) const
{
    const QColor found(m_colors.value(theme).toObject().value(role).toString());
    if (!found.isValid())
        qFatal("%s has no %s", qPrintable(theme), qPrintable(role));
    return found;
}

void TestLook::theFormulaGivesThePublishedDifferences()
{
    const std::vector<std::tuple<Vector, Vector, double>> table = {
        {{50.0, 2.6772, -79.7751}, {50.0, 0.0, -82.7485}, 2.0425}, {{50.0, 2.5, 0.0}, {50.0, 0.0, -2.5}, 4.3065},
        {{50.0, 2.5, 0.0}, {73.0, 25.0, -18.0}, 27.1492},          {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
        {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082}, {{50.0, -0.001, 2.49}, {50.0, 0.0011, -2.49}, 4.7461}};
    for (const auto& [one, two, expected] : table)
        QVERIFY2(std::abs(difference(one, two) - expected) < 1e-4, qPrintable(QString::number(difference(one, two), 'f', 4)));
    QVERIFY(std::abs(contrast(Qt::black, Qt::white) - 21.0) < 1e-9);
}

void TestLook::textsAndShapesStandOut()
{
    QFETCH(QString, theme);
    const auto check = [&](const QString& role, const QString& ground, double least) {
        const double is = contrast(color(theme, role), color(theme, ground));
        QVERIFY2(is >= least, qPrintable(QStringLiteral("%1 on %2: %3").arg(role, ground).arg(is)));
    };
    for (const char* text : {"ink", "muted", "slowText", "failedText", "running", "cut", "primary"})
        for (const char* ground : {"panel", "background"})
            check(QLatin1String(text), QLatin1String(ground), kTextContrast);
    check(QStringLiteral("primaryText"), QStringLiteral("primary"), kTextContrast);
    check(QStringLiteral("ink"), QStringLiteral("gauge"), kTextContrast);
    for (const QString& shape : kSeries + kStates + QStringList{QStringLiteral("border")})
        check(shape, QStringLiteral("panel"), kShapeContrast);
}

void TestLook::coloursDifferForEveryEye_data()
{
    QTest::addColumn<QString>("theme");
    QTest::addColumn<int>("eye");
    for (const char* theme : {"light", "dark"})
        for (int eye = 0; eye < int(kEyes.size()); ++eye)
            QTest::addRow("%s, %s", theme, kEyes[std::size_t(eye)].first) << QString::fromLatin1(theme) << eye;
}

void TestLook::coloursDifferForEveryEye()
{
    QFETCH(QString, theme);
    QFETCH(int, eye);
    const Matrix& seen = kEyes[std::size_t(eye)].second;
    for (const QStringList& set : {kSeries, kStates}) {
        for (int i = 0; i < set.size(); ++i) {
            for (int j = 0; j < i; ++j) {
                const double is = difference(lab(times(seen, linear(color(theme, set[i])))), lab(times(seen, linear(color(theme, set[j])))));
                QVERIFY2(is >= kDifference, qPrintable(QStringLiteral("%1, %2: %3").arg(set[i], set[j]).arg(is)));
            }
        }
    }
}

void TestLook::exportedFiguresStandOutOnBothGrounds()
{
    for (const char* role : {"gossip", "allReduce", "server", "isolated"})
        for (const QColor& ground : {QColor(Qt::white), QColor(0x1D, 0x23, 0x2A)})
            QVERIFY2(contrast(color(QStringLiteral("export"), QLatin1String(role)), ground) >= kShapeContrast, role);
}

void TestLook::everyWorkerStateIsToldApartInGreys()
{
    QFETCH(QString, theme);
    m_themes->setChoice(theme == QLatin1String("dark") ? ThemeChoice::dark : ThemeChoice::light);
    using gossip::WorkerState;
    std::vector<std::pair<const char*, QImage>> pictures;
    const auto draw = [&pictures](const char* name, const auto& change) {
        WorkerLook look;
        look.started = true;
        look.named = false;
        look.accuracy = 0.6;
        look.radius = 24.0;
        change(look);
        WorkerItem item(0);
        item.setLook(look);
        QImage image = paper(84);
        QPainter painter(&image);
        painter.translate(42, 42);
        item.paint(&painter, nullptr, nullptr);
        pictures.emplace_back(name, image);
    };
    draw("not started", [](WorkerLook& look) { look.started = false; });
    draw("cut", [](WorkerLook& look) { look.cut = true; });
    draw("selected", [](WorkerLook& look) { look.selected = true; });
    for (const auto& [name, state] : {std::pair{"running", WorkerState::running}, {"slow", WorkerState::slow}, {"crashed", WorkerState::crashed},
                                      {"rejoining", WorkerState::rejoining}, {"diverged", WorkerState::diverged}, {"waiting", WorkerState::waiting}})
        draw(name, [state = state](WorkerLook& look) { look.state = state; });
    draw("sends broken data", [](WorkerLook& look) { look.corrupt = true; });
    draw("chosen", [](WorkerLook& look) { look.chosen = true; });
    draw("server", [](WorkerLook& look) { look.server = true; });
    draw("server that is asked", [](WorkerLook& look) {
        look.server = true;
        look.waiting = 3;
    });
    for (std::size_t i = 0; i < pictures.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const double share = differentShare(pictures[i].second, pictures[j].second);
            QVERIFY2(share > 0.007, qPrintable(QStringLiteral("%1, %2: %3").arg(QLatin1String(pictures[i].first), QLatin1String(pictures[j].first)).arg(share)));
        }
}

void TestLook::everyMessageStateIsToldApartInGreys()
{
    QFETCH(QString, theme);
    m_themes->setChoice(theme == QLatin1String("dark") ? ThemeChoice::dark : ThemeChoice::light);
    using gossip::MessageFate;
    std::vector<std::pair<const char*, QImage>> pictures;
    const auto draw = [&pictures](const char* name, gossip::MessageTrace trace, Flight::Phase phase, int server = -1) {
        MapLayout layout;
        layout.centres = {{-100, 0}, {100, 0}};
        layout.radius = 25.0;
        trace.id = 1;
        trace.from = 0;
        trace.to = 1;
        FlightBook book;
        book.setServer(server);
        book.add({trace}, 0.0);
        double now = 0.0;
        while (now < 10.0 && !book.isEmpty() && (book.flights().front().phase != phase || now < 0.15))
            book.advance(now += 0.01);
        QVERIFY2(!book.isEmpty(), name);
        MessageLayer layer(book, layout);
        layer.setRoom(QRectF(-150, -50, 300, 100));
        layer.setColor(gossip::ui::theme().gossip);
        layer.setNow(now);
        QImage image = paper(24);
        QPainter painter(&image);
        painter.translate(QPointF(12, 12) - layer.position(book.flights().front()));
        layer.paint(&painter, nullptr, nullptr);
        pictures.emplace_back(name, image);
    };
    gossip::MessageTrace trace;
    trace.arrivesS = 0.02;
    draw("on its way", trace, Flight::Phase::flying);
    trace.resent = true;
    draw("resent", trace, Flight::Phase::flying);
    trace.resent = false;
    trace.request = true;
    draw("request", trace, Flight::Phase::flying);
    trace.request = false;
    draw("answer", trace, Flight::Phase::flying, 0);
    trace.fate = MessageFate::delivered;
    draw("arrived", trace, Flight::Phase::arrived);
    trace.ageSteps = FlightBook::kStaleSteps;
    draw("stale", trace, Flight::Phase::flying);
    trace.ageSteps = 0;
    trace.fate = MessageFate::lost;
    draw("lost", trace, Flight::Phase::lost);
    trace.fate = MessageFate::rejected;
    draw("rejected", trace, Flight::Phase::rejected);
    for (std::size_t i = 0; i < pictures.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const double share = differentShare(pictures[i].second, pictures[j].second);
            QVERIFY2(share > 0.02, qPrintable(QStringLiteral("%1, %2: %3").arg(QLatin1String(pictures[i].first), QLatin1String(pictures[j].first)).arg(share)));
        }
}

void TestLook::theLegendTellsAllSignsApart()
{
    QFETCH(QString, theme);
    m_themes->setChoice(theme == QLatin1String("dark") ? ThemeChoice::dark : ThemeChoice::light);
    const auto pictures = [](const std::vector<SignMeaning>& signs) {
        std::vector<std::pair<QString, QImage>> drawn;
        for (const SignMeaning& sign : signs) {
            QImage image = paper(int(2 * kSignReach));
            QPainter painter(&image);
            painter.translate(kSignReach, kSignReach);
            sign.paint(painter);
            drawn.emplace_back(sign.text, image);
        }
        return drawn;
    };
    const auto machines = pictures(machineSigns());
    const auto messages = pictures(messageSigns(gossip::ui::theme().gossip));
    // Six states of a worker; not started, cut off, broken data, selected, server. Five signs of messages; lost, rejected.
    QVERIFY(machines.size() == 11 && messages.size() == 7);
    for (const auto& drawn : {machines, messages})
        for (std::size_t i = 0; i < drawn.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) {
                const double share = differentShare(drawn[i].second, drawn[j].second);
                QVERIFY2(share > 0.01, qPrintable(QStringLiteral("%1, %2: %3").arg(drawn[i].first, drawn[j].first).arg(share)));
                QVERIFY(drawn[i].first != drawn[j].first);
            }
}

QTEST_MAIN(TestLook)
#include "test_look.moc"
