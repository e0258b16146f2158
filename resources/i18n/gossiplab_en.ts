<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>gossip::ui::ClassBars</name>
    <message numerus="yes">
        <source>%n further classes</source>
        <translation>
            <numerusform>%n further class</numerusform>
            <numerusform>%n further classes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gossip::ui::ClusterMap</name>
    <message numerus="yes">
        <source>1 of %n shown</source>
        <translation>
            <numerusform>all shown</numerusform>
            <numerusform>1 of %n shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>cuts %n link(s)</source>
        <translation>
            <numerusform>cuts %n link</numerusform>
            <numerusform>cuts %n links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n machines chosen</source>
        <translation>
            <numerusform>%n machine chosen</numerusform>
            <numerusform>%n machines chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) waiting</source>
        <translation>
            <numerusform>%n message waiting</numerusform>
            <numerusform>%n messages waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gossip::ui::Figures</name>
    <message numerus="yes">
        <source>%n parts alone:</source>
        <translation>
            <numerusform>%n part alone:</numerusform>
            <numerusform>%n parts alone:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n slow</source>
        <translation>
            <numerusform>%n slow</numerusform>
            <numerusform>%n slow</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gossip::ui::LessonBar</name>
    <message numerus="yes">
        <source>%n point(s) lower than you guessed: %1, not %2.</source>
        <translation>
            <numerusform>%n point lower than you guessed: %1, not %2.</numerusform>
            <numerusform>%n points lower than you guessed: %1, not %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) higher than you guessed: %1, not %2.</source>
        <translation>
            <numerusform>%n point higher than you guessed: %1, not %2.</numerusform>
            <numerusform>%n points higher than you guessed: %1, not %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gossip::ui::Narrator</name>
    <message numerus="yes">
        <source>%n workers</source>
        <translation>
            <numerusform>%n worker</numerusform>
            <numerusform>%n workers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n workers are ready.</source>
        <translation>
            <numerusform>%n worker is ready.</numerusform>
            <numerusform>%n workers are ready.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n workers exchange their numbers now and then.</source>
        <translation>
            <numerusform>%n worker is left; there is nobody to exchange with.</numerusform>
            <numerusform>%n workers exchange their numbers now and then.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n workers learn from their own pictures</source>
        <translation>
            <numerusform>%n worker learns from its own pictures</numerusform>
            <numerusform>%n workers learn from their own pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gossip::ui::RacePage</name>
    <message numerus="yes">
        <source>%n protocols</source>
        <translation>
            <numerusform>%n protocol</numerusform>
            <numerusform>%n protocols</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n workers</source>
        <translation>
            <numerusform>%n worker</numerusform>
            <numerusform>%n workers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gossip::ui::ResultsPage</name>
    <message numerus="yes">
        <source>%n worker(s)</source>
        <translation>
            <numerusform>%n worker</numerusform>
            <numerusform>%n workers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gossip::ui::RunEdits</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gossip::ui::TimeChart</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gossip::ui::Words</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1 is a worker&apos;s name, %n how many others are with it</extracomment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gossip::ui::WorkerItem</name>
    <message numerus="yes">
        <source>%1: %n waiting</source>
        <translation>
            <numerusform>%1: %n waiting</numerusform>
            <numerusform>%1: %n waiting</numerusform>
        </translation>
    </message>
</context>
</TS>
