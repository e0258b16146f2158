// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/lessons.h"

#include "ui/bridge/scenario_io.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace gossip::ui {

namespace {

QString pathOf(const QString& id)
{
    return QStringLiteral(":/lessons/%1.json").arg(id);
}

Lesson::Texts texts(const QJsonValue& value)
{
    Lesson::Texts all;
    const QJsonObject byLanguage = value.toObject();
    for (auto text = byLanguage.begin(); text != byLanguage.end(); ++text)
        all[text.key().toStdString()] = text.value().toString().toStdString();
    return all;
}

Lesson readLesson(const QJsonObject& object)
{
    Lesson lesson;
    const QString path = pathOf(object.value(QLatin1String("id")).toString());
    QString why;
    const auto scenario = readScenario(path, &why);
    if (!scenario)
        qFatal("%s", qPrintable(why));   // the program's own file
    lesson.scenario = *scenario;
    lesson.control = object.value(QLatin1String("control")).toString();
    lesson.pace = object.value(QLatin1String("pace")).toDouble(1.0);
    lesson.asksWorst = object.value(QLatin1String("guess")).toString() == QLatin1String("worst");
    lesson.question = texts(object.value(QLatin1String("question")));
    lesson.why = texts(object.value(QLatin1String("why")));
    return lesson;
}

}  // namespace

QString Lesson::path() const { return pathOf(QString::fromStdString(scenario.name)); }
double Lesson::lengthS() const { return scenario.stop.seconds / pace; }

std::optional<double> Lesson::truth(const gossip::MetricsRow& end) const
{
    return asksWorst ? end.workerAccuracyMin : end.workerAccuracyMean;
}

const std::vector<Lesson>& lessons()
{
    static const std::vector<Lesson> all = [] {
        QFile file(QStringLiteral(":/lessons/lessons.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("The lessons are missing from the program's resources.");
        std::vector<Lesson> read;
        const QJsonArray list = QJsonDocument::fromJson(file.readAll()).array();
        for (const auto& lesson : list)
            read.push_back(readLesson(lesson.toObject()));
        return read;
    }();
    return all;
}

}  // namespace gossip::ui
