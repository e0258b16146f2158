// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/explanations.h"

#include <QAction>
#include <QCoreApplication>
#include <QHash>
#include <QWidget>

namespace gossip::ui {

namespace {

/// What the buttons of the run do, and the actions of the same names.
const QHash<QString, const char*> kRun = {
    {QStringLiteral("start"), QT_TRANSLATE_NOOP("explain", "Starts the run, or goes on after a pause. The pictures are read first, then all workers begin with the same model.")},
    {QStringLiteral("pause"), QT_TRANSLATE_NOOP("explain", "Holds all workers and messages where they are, or lets them go on. Pauses do not count in the run's time.")},
    {QStringLiteral("step"), QT_TRANSLATE_NOOP("explain", "Lets every worker take one step and then holds them. Without a run it starts one and holds it after the first step.")},
    {QStringLiteral("stop"), QT_TRANSLATE_NOOP("explain", "Ends the run: a last evaluation is made and everything is written. The results can be seen and exported afterwards.")},
    {QStringLiteral("cancel"), QT_TRANSLATE_NOOP("explain", "Stops reading the pictures. No run begins, and nothing is written.")},
    {QStringLiteral("toResults"), QT_TRANSLATE_NOOP("explain", "Leads to the results of this run. There every class can be seen and the model exported.")},
    {QStringLiteral("pace"), QT_TRANSLATE_NOOP("explain", "How fast virtual time passes at most, beside real time. What the run computes does not depend on it.")},
    {QStringLiteral("crash"), QT_TRANSLATE_NOOP("explain", "Makes the selected worker fail, or brings it back. The others go on; who comes back takes a model from a peer.")},
    {QStringLiteral("slow"), QT_TRANSLATE_NOOP("explain", "Makes the selected worker four times slower, or as fast as before. Gossip does not wait for it, other protocols may.")},
    {QStringLiteral("cut"), QT_TRANSLATE_NOOP("explain", "Cuts the line between the groups, or joins it. While it is cut each side learns only from its own pictures.")},
    {QStringLiteral("restore"), QT_TRANSLATE_NOOP("explain", "Undoes all disturbances: line, workers, and the sliders as the scenario says. What was measured stays.")},
    {QStringLiteral("presenterCrash"), QT_TRANSLATE_NOOP("explain", "Makes the selected worker fail, or brings it back. Arrow keys on the map select another one.")},
    {QStringLiteral("presenterCut"), QT_TRANSLATE_NOOP("explain", "Cuts the line between the groups, or joins it. While it is cut each side learns only from its own pictures.")},
    {QStringLiteral("presenterRestore"), QT_TRANSLATE_NOOP("explain", "Undoes all disturbances: line, workers, and the sliders as the scenario says. What was measured stays.")},
    {QStringLiteral("probability"), QT_TRANSLATE_NOOP("explain", "How often a worker sends its model after a step. More often keeps the models closer together and costs more traffic.")},
    {QStringLiteral("latency"), QT_TRANSLATE_NOOP("explain", "How long every message is on its way. Gossip learns on meanwhile; protocols that wait become slower.")},
    {QStringLiteral("beginLesson"), QT_TRANSLATE_NOOP("explain", "Opens this lesson's experiment on the page Run. What was not saved is asked for first.")},
    {QStringLiteral("guess"), QT_TRANSLATE_NOOP("explain", "Your guess where the line will end. Drag it up or down, or press the arrow keys.")},
    {QStringLiteral("lessonRun"), QT_TRANSLATE_NOOP("explain", "Starts the lesson's experiment. Your guess stays where it is meanwhile.")},
    {QStringLiteral("lessonNext"), QT_TRANSLATE_NOOP("explain", "Goes on to the next lesson. After the last one all lessons are shown.")},
    {QStringLiteral("lessonAgain"), QT_TRANSLATE_NOOP("explain", "Puts the lesson back to its beginning and asks for a new guess. A run that goes on is ended first.")},
    {QStringLiteral("lessonClose"), QT_TRANSLATE_NOOP("explain", "Leaves the lesson. The window is as usual again, and the experiment stays open.")},
    {QStringLiteral("loss"), QT_TRANSLATE_NOOP("explain", "Which share of the messages never arrives. Gossip learns on with those that do.")},
};

const QHash<QString, const char*> kViews = {
    {QStringLiteral("page1"), QT_TRANSLATE_NOOP("explain", "Leads to the scenario: data, model, workers, protocol and network. Changes count from the next start on.")},
    {QStringLiteral("page2"), QT_TRANSLATE_NOOP("explain", "Leads to the run: map, curves and disturbances. What happens there is real, nothing is replayed.")},
    {QStringLiteral("page3"), QT_TRANSLATE_NOOP("explain", "Leads to the race of several protocols. All run under the same conditions, and the first to reach the goal wins.")},
    {QStringLiteral("page4"), QT_TRANSLATE_NOOP("explain", "Leads to what the last run came to. Classes, confusions, costs, and the model to take away.")},
    {QStringLiteral("page5"), QT_TRANSLATE_NOOP("explain", "Leads to short lessons. Each asks for a guess, shows the experiment, and says why.")},
    {QStringLiteral("map"), QT_TRANSLATE_NOOP("explain", "Shows the machines as gauges filled to their own accuracy, and every message on its way. Click, Ctrl+click or a frame choose; the right button and keys such as K, L, X and R disturb.")},
    {QStringLiteral("mapSigns"), QT_TRANSLATE_NOOP("explain", "Shows what the signs of machines and messages mean. Any click closes it again.")},
    {QStringLiteral("timeline"), QT_TRANSLATE_NOOP("explain", "Shows what disturbs the run and when: filled signs have happened, hollow ones are planned. A click plans a fault, dragging moves what is still to come, and a double click edits it.")},
    {QStringLiteral("accuracyChart"), QT_TRANSLATE_NOOP("explain", "Shows how many of the test pictures are recognised, over the run's time. The wheel zooms, dragging moves, a double click follows the newest again.")},
    {QStringLiteral("divergenceChart"), QT_TRANSLATE_NOOP("explain", "Shows how far the workers' models are apart. The scale is logarithmic, so equal steps mean equal factors.")},
    {QStringLiteral("lossChart"), QT_TRANSLATE_NOOP("explain", "Shows the training error of the selected worker and of all. Lower is better; the scale follows the data.")},
    {QStringLiteral("trafficChart"), QT_TRANSLATE_NOOP("explain", "Shows how much data was sent so far. The computed line tells what all-reduce would have sent for the same steps.")},
    {QStringLiteral("toNewest"), QT_TRANSLATE_NOOP("explain", "Follows the newest values again. Zooming and moving had left them.")},
    {QStringLiteral("details"), QT_TRANSLATE_NOOP("explain", "Opens or closes the details at the right. They show single workers, all workers, further charts and the log.")},
    {QStringLiteral("drawerTabs"), QT_TRANSLATE_NOOP("explain", "Chooses what the details show. The selected worker, all workers, further charts, or what happened and why.")},
    {QStringLiteral("workerTable"), QT_TRANSLATE_NOOP("explain", "Lists all workers with their newest numbers. Selecting a row selects the machine on the map, too.")},
    {QStringLiteral("eventLog"), QT_TRANSLATE_NOOP("explain", "Lists what happened, oldest first. The file events.csv in the run folder holds the same lines.")},
    {QStringLiteral("why"), QT_TRANSLATE_NOOP("explain", "Says what the measured numbers show of each disturbance. Clicking a sentence marks its moment in the log.")},
    {QStringLiteral("crashWorker"), QT_TRANSLATE_NOOP("explain", "Makes this worker fail, or brings it back. The others go on without it.")},
    {QStringLiteral("slowWorker"), QT_TRANSLATE_NOOP("explain", "Makes this worker four times slower, or as fast as before. Only protocols that wait for it become slower, too.")},
    {QStringLiteral("closeMessage"), QT_TRANSLATE_NOOP("explain", "Closes this message. Nothing else changes.")},
    {QStringLiteral("scoreTable"), QT_TRANSLATE_NOOP("explain", "Lists how well each class is recognised. Every number is one class against all others.")},
    {QStringLiteral("confusionTable"), QT_TRANSLATE_NOOP("explain", "Shows what each class was taken for. The diagonal is right, everything beside it is a mistake.")},
    {QStringLiteral("startFromResults"), QT_TRANSLATE_NOOP("explain", "Starts a run of the present scenario. Its results will stand here.")},
    {QStringLiteral("exampleList"), QT_TRANSLATE_NOOP("explain", "Lists the shipped scenarios and those used last. Choosing one opens it for editing.")},
    {QStringLiteral("jump"), QT_TRANSLATE_NOOP("explain", "Leads to this part of the form. The form itself stays as it is.")},
    {QStringLiteral("bringBack"), QT_TRANSLATE_NOOP("explain", "Brings back what was changed before another scenario was opened. It can be saved then.")},
    {QStringLiteral("startFromPrepare"), QT_TRANSLATE_NOOP("explain", "Starts a run with what the form says. The window changes to the run's page.")},
    {QStringLiteral("saveFromPrepare"), QT_TRANSLATE_NOOP("explain", "Saves the scenario as a file. The command line runs the same file.")},
    {QStringLiteral("exportModelChoice"), QT_TRANSLATE_NOOP("explain", "Chooses whose model is evaluated or exported. The mean model is what gossip is meant to give.")},
    {QStringLiteral("evaluateNow"), QT_TRANSLATE_NOOP("explain", "Tries the chosen model on all test pictures. The tables above then show its numbers.")},
    {QStringLiteral("exportOnnx"), QT_TRANSLATE_NOOP("explain", "Saves the chosen model as ONNX, which other programs read. Scaling of the pictures is inside the file.")},
    {QStringLiteral("exportCsv"), QT_TRANSLATE_NOOP("explain", "Copies the recorded numbers to a folder of your choice. Every spreadsheet opens these files.")},
    {QStringLiteral("exportPng"), QT_TRANSLATE_NOOP("explain", "Saves the charts as pictures with a transparent ground. They have twice the resolution of the screen.")},
    {QStringLiteral("exportSvg"), QT_TRANSLATE_NOOP("explain", "Saves the charts as drawings that stay sharp at any size. Office programs take them.")},
    {QStringLiteral("openFolder"), QT_TRANSLATE_NOOP("explain", "Opens the folder of a run. Window and command line write the same files there.")},
    {QStringLiteral("priceHour"), QT_TRANSLATE_NOOP("explain", "What one machine costs for an hour, with power and space. The cost of the run follows at once.")},
    {QStringLiteral("priceGigabyte"), QT_TRANSLATE_NOOP("explain", "What it costs to send a gigabyte between the machines. Put 0 where lines cost the same however much is sent.")},
    {QStringLiteral("priceCurrency"), QT_TRANSLATE_NOOP("explain", "The currency of the prices, as it is to be shown. Amounts are not converted.")},
    {QStringLiteral("reset"), QT_TRANSLATE_NOOP("explain", "Sets this value back to its default. Other values stay.")},
    {QStringLiteral("browse"), QT_TRANSLATE_NOOP("explain", "Chooses where own data are: a folder or an archive. They are only read, and never leave this PC.")},
};

const QHash<QString, const char*> kActions = {
    {QStringLiteral("newScenario"), QT_TRANSLATE_NOOP("explain", "Begins a new scenario with usual values. Changes that were not saved are asked for first.")},
    {QStringLiteral("open"), QT_TRANSLATE_NOOP("explain", "Opens a scenario from a file. Dropping the file on the window does the same.")},
    {QStringLiteral("save"), QT_TRANSLATE_NOOP("explain", "Saves the scenario to its file. A star in the title tells that something is not saved.")},
    {QStringLiteral("saveAs"), QT_TRANSLATE_NOOP("explain", "Saves the scenario under another name. The window goes on with the new file.")},
    {QStringLiteral("saveReplay"), QT_TRANSLATE_NOOP("explain", "Saves the run's scenario with everything that was disturbed by hand. Running that file repeats the same disturbances.")},
    {QStringLiteral("exportModel"), QT_TRANSLATE_NOOP("explain", "Leads to where the model and the figures are exported. A run must have begun.")},
    {QStringLiteral("copyCommand"), QT_TRANSLATE_NOOP("explain", "Copies the line for a shell that repeats what this window runs. What was disturbed by hand is part of it.")},
    {QStringLiteral("quit"), QT_TRANSLATE_NOOP("explain", "Closes the window. A run that goes on is ended and written first.")},
    {QStringLiteral("undo"), QT_TRANSLATE_NOOP("explain", "Takes back the last edit of the plan or the links; during a run it plays the opposite of the last disturbance. What has happened stays in the log.")},
    {QStringLiteral("redo"), QT_TRANSLATE_NOOP("explain", "Does once more what was undone. During a run it acts now, not at its old time.")},
    {QStringLiteral("simple"), QT_TRANSLATE_NOOP("explain", "Shows what most people need. Numbers for experts are put away, not switched off.")},
    {QStringLiteral("detailed"), QT_TRANSLATE_NOOP("explain", "Opens the details beside the charts. Workers, error, traffic and the log stand there.")},
    {QStringLiteral("presenter"), QT_TRANSLATE_NOOP("explain", "Shows one sentence, three figures, map and accuracy on the whole screen, to be read from three metres. Esc leads back.")},
    {QStringLiteral("page"), QT_TRANSLATE_NOOP("explain", "Leads to this page of the window. The keys Ctrl+1 to Ctrl+5 do the same.")},
    {QStringLiteral("theme"), QT_TRANSLATE_NOOP("explain", "Chooses light or dark colours. As the system: the window follows the desktop.")},
    {QStringLiteral("language"), QT_TRANSLATE_NOOP("explain", "Chooses the window's language. A run goes on meanwhile.")},
    {QStringLiteral("earlier"), QT_TRANSLATE_NOOP("explain", "Shows the run as it was one second before. The run itself goes on meanwhile.")},
    {QStringLiteral("later"), QT_TRANSLATE_NOOP("explain", "Shows the run as it was one second after the moment that is shown. At its end the present is shown again.")},
    {QStringLiteral("toLive"), QT_TRANSLATE_NOOP("explain", "Shows the present again after looking back. Map, figures and details follow the run from then on.")},
    {QStringLiteral("about"), QT_TRANSLATE_NOOP("explain", "Says which program this is and what it is built from. Licences are named there.")},
    {QStringLiteral("shortcuts"), QT_TRANSLATE_NOOP("explain", "Lists the keys of the window. Everything can be done without a mouse.")},
    {QStringLiteral("whatsThis"), QT_TRANSLATE_NOOP("explain", "Explains the next control that is clicked. Shift+F1 explains the one that has the keyboard.")},
};

}  // namespace

QString explanation(const QString& objectName)
{
    for (const auto* table : {&kRun, &kViews, &kActions})
        if (const char* text = table->value(objectName))
            return QCoreApplication::translate("explain", text);
    return {};
}

void explainAll(QWidget* root)
{
    for (QWidget* widget : root->findChildren<QWidget*>())
        if (const QString text = explanation(widget->objectName()); !text.isEmpty())
            widget->setWhatsThis(text);
    for (QAction* action : root->findChildren<QAction*>())
        if (const QString text = explanation(action->objectName()); !text.isEmpty())
            action->setWhatsThis(text);
}

}  // namespace gossip::ui
