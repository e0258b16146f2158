// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QFile>
#include <QLibraryInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

namespace {

struct Entry {
    QString context;
    QString source;
    QStringList translations;   ///< several for plural forms
    bool finished = true;
};

QList<Entry> entriesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Entry> entries;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("source"))
            entries.append({context, xml.readElementText(), {}, true});
        else if (xml.name() == QLatin1String("translation")) {
            entries.last().finished = !xml.attributes().hasAttribute(QLatin1String("type"));
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            entries.last().translations << text.trimmed();
        }
    }
    return entries;
}

/// The gaps of a text, sorted: "%1 of %2" gives "%1%2".
QString gapsOf(const QString& text)
{
    static const QRegularExpression gap(QStringLiteral("%([1-9]|n)"));
    QStringList gaps;
    for (auto found = gap.globalMatch(text); found.hasNext();)
        gaps << found.next().captured();
    gaps.removeDuplicates();
    gaps.sort();
    return gaps.join(QString());
}

}  // namespace

class TestTranslations : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyTextOfTheSourcesIsInTheFileAndFinished();
    void gapsAndLineBreaksSurviveTranslation();
    void bannedWordsAreNotUsed();
    void theCompiledFileIsInTheProgram();

private:
    const QString m_folder = QStringLiteral(GOSSIP_SOURCE_DIR "/resources/i18n/");
};

void TestTranslations::everyTextOfTheSourcesIsInTheFileAndFinished()
{
    QTemporaryDir work;
    for (const char* language : {"ja", "en"}) {
        const QString name = QStringLiteral("gossiplab_%1.ts").arg(QLatin1String(language));
        QVERIFY(QFile::copy(m_folder + name, work.filePath(name)));
    }
    QString lupdate = QLibraryInfo::path(QLibraryInfo::LibraryExecutablesPath) + QStringLiteral("/lupdate");
    if (!QFile::exists(lupdate))
        lupdate = QLibraryInfo::path(QLibraryInfo::BinariesPath) + QStringLiteral("/lupdate");
    QVERIFY2(QFile::exists(lupdate), qPrintable(lupdate));
    QProcess update;
    update.start(QStringLiteral("cmake"), {QStringLiteral("-DROOT=" GOSSIP_SOURCE_DIR), QStringLiteral("-DLUPDATE=") + lupdate,
                                           QStringLiteral("-DFOLDER=") + work.path(), QStringLiteral("-P"), m_folder + QStringLiteral("update.cmake")});
    QVERIFY(update.waitForFinished(120000));
    QVERIFY2(update.exitCode() == 0, update.readAllStandardError());
    QStringList unfinished;
    for (const char* language : {"ja", "en"}) {
        const QList<Entry> entries = entriesOf(work.filePath(QStringLiteral("gossiplab_%1.ts").arg(QLatin1String(language))));
        QVERIFY(entries.size() > (QLatin1String(language) == QLatin1String("ja") ? 400 : 3));
        for (const Entry& entry : entries)
            if (!entry.finished || entry.translations.value(0).isEmpty())
                unfinished << QStringLiteral("%1: %2: %3").arg(QLatin1String(language), entry.context, entry.source);
    }
    QVERIFY2(unfinished.isEmpty(), qPrintable(unfinished.join(QLatin1Char('\n'))));
}

void TestTranslations::gapsAndLineBreaksSurviveTranslation()
{
    const QList<Entry> entries = entriesOf(m_folder + QStringLiteral("gossiplab_ja.ts"));
    QVERIFY(!entries.isEmpty());
    for (const Entry& entry : entries) {
        const QString text = entry.translations.value(0);
        QVERIFY2(gapsOf(text) == gapsOf(entry.source), qPrintable(entry.source + QStringLiteral(" → ") + text));
        QVERIFY2(text.count(QLatin1Char('\n')) <= entry.source.count(QLatin1Char('\n')), qPrintable(text));
    }
}

void TestTranslations::bannedWordsAreNotUsed()
{
    const QStringList banned = {QStringLiteral("エラーが発生"), QStringLiteral("不正な"), QStringLiteral("！"), QStringLiteral("損失率")};
    for (const Entry& entry : entriesOf(m_folder + QStringLiteral("gossiplab_ja.ts")))
        for (const QString& word : banned)
            QVERIFY2(!entry.translations.value(0).contains(word), qPrintable(entry.translations.value(0)));
}

void TestTranslations::theCompiledFileIsInTheProgram()
{
    QTranslator translator;
    QVERIFY(translator.load(QStringLiteral(":/i18n/gossiplab_ja.qm")));
    QCOMPARE(translator.translate("gossip::ui::FaultStrip", "Cut the line"), QStringLiteral("回線を切る"));
    QCOMPARE(translator.translate("engine", "Learning rate"), QStringLiteral("学習率"));
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "test_translations.moc"
