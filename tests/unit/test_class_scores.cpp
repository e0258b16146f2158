// SPDX-License-Identifier: GPL-3.0-or-later
#include <gossip/run.h>

#include <QtTest>

using namespace gossip;

class TestClassScores : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsOneClassAgainstAllOthers();
    void whatWasNeverSeenOrSaidStaysEmpty();
    void emptyMatrixGivesNoScores();
};

void TestClassScores::countsOneClassAgainstAllOthers()
{
    // Rows are true classes. By hand for "b": right 3, said 1 + 3 + 2 = 6 times, 5 of them exist, 11 pictures are others.
    const auto scores = classScores({{4, 1, 0}, {1, 3, 1}, {2, 2, 2}}, {"a", "b", "c"});
    QCOMPARE(scores.size(), std::size_t(3));
    QCOMPARE(scores[1].name, std::string("b"));
    QCOMPARE(scores[1].samples, std::uint64_t(5));
    QCOMPARE(*scores[1].precision, 3.0 / 6.0);
    QCOMPARE(*scores[1].recall, 3.0 / 5.0);
    QCOMPARE(*scores[1].falseAlarmRate, 3.0 / 11.0);
    QCOMPARE(*scores[1].missRate, 2.0 / 5.0);
    QCOMPARE(*scores[0].precision, 4.0 / 7.0);
    QCOMPARE(*scores[2].missRate, 4.0 / 6.0);
}

void TestClassScores::whatWasNeverSeenOrSaidStaysEmpty()
{
    // Class 1 has no pictures and is never said; all pictures are class 0.
    const auto scores = classScores({{5, 0}, {0, 0}}, {"only"});
    QCOMPARE(*scores[0].recall, 1.0);
    QVERIFY(!scores[0].falseAlarmRate);
    QCOMPARE(scores[1].name, std::string("1"));
    QVERIFY(!scores[1].precision);
    QVERIFY(!scores[1].recall);
    QVERIFY(!scores[1].missRate);
    QCOMPARE(*scores[1].falseAlarmRate, 0.0);
}

void TestClassScores::emptyMatrixGivesNoScores()
{
    QVERIFY(classScores({}, {"a"}).empty());
}

QTEST_GUILESS_MAIN(TestClassScores)
#include "test_class_scores.moc"
