# SPDX-License-Identifier: GPL-3.0-or-later
# Brings the translation files up to date with the sources:
#   cmake -DROOT=… -DLUPDATE=… [-DFOLDER=…] -P update.cmake
# Texts of engine and datasets are marked GOSSIP_TEXT("…") and know no Qt. lupdate cannot give such a macro a context of
# its own, so they are first copied into a source file where they read QT_TRANSLATE_NOOP("engine", "…").
if(NOT FOLDER)
    set(FOLDER ${ROOT}/resources/i18n)
endif()

file(GLOB_RECURSE sources ${ROOT}/engine/*.cpp ${ROOT}/engine/*.h ${ROOT}/datasets/*.cpp ${ROOT}/datasets/*.h)
list(SORT sources)
set(collected "")
foreach(source IN LISTS sources)
    file(READ ${source} text)
    # Characters that CMake's lists would take for their own.
    string(REPLACE ";" "@semicolon@" text "${text}")
    string(REPLACE "[" "@open@" text "${text}")
    string(REPLACE "]" "@close@" text "${text}")
    string(REGEX MATCHALL "GOSSIP_TEXT\\(([ \n]*\"([^\"\\\\]|\\\\.)*\")+[ \n]*\\)" found "${text}")
    foreach(marked IN LISTS found)
        string(REPLACE "GOSSIP_TEXT(" "QT_TRANSLATE_NOOP(\"engine\", " marked "${marked}")
        string(APPEND collected "${marked},\n")
    endforeach()
endforeach()
string(REPLACE "@semicolon@" ";" collected "${collected}")
string(REPLACE "@open@" "[" collected "${collected}")
string(REPLACE "@close@" "]" collected "${collected}")
file(WRITE ${FOLDER}/engine_texts.cpp "const char* texts[] = {\n${collected}};\n")

set(common -I ${ROOT} -I ${ROOT}/engine/include ${ROOT}/ui ${ROOT}/app/gui ${FOLDER}/engine_texts.cpp -extensions cpp,h -locations none -no-obsolete -silent)
execute_process(COMMAND ${LUPDATE} ${common} -target-language ja_JP -ts ${FOLDER}/gossiplab_ja.ts RESULT_VARIABLE japanese)
execute_process(COMMAND ${LUPDATE} ${common} -pluralonly -target-language en_US -ts ${FOLDER}/gossiplab_en.ts RESULT_VARIABLE english)
file(REMOVE ${FOLDER}/engine_texts.cpp)
if(japanese OR english)
    message(FATAL_ERROR "lupdate failed")
endif()
