# What every target of the house shares: warnings, sanitizers, and "a library is the .cc files of its folder".

add_library(sura_options INTERFACE)
target_compile_options(sura_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Werror -ffp-contract=off)
# Merged files see each other's names, so shadowing is looked for where files stand alone.
if(NOT CMAKE_UNITY_BUILD)
  target_compile_options(sura_options INTERFACE -Wshadow)
endif()
# g++ 12 sees overlaps in std::string concatenation that are not there (GCC bug 105651).
target_compile_options(sura_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
target_include_directories(sura_options INTERFACE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR})
if(SURA_SANITIZE)
  target_compile_options(sura_options INTERFACE -fsanitize=${SURA_SANITIZE} -fno-sanitize-recover=all
                                                -fno-omit-frame-pointer)
  target_link_options(sura_options INTERFACE -fsanitize=${SURA_SANITIZE})
endif()

# sura_library(NAME LIBRARIES...): a static library of every .cc below this folder except tests, linked to LIBRARIES.
# Tests (*_test.cc) beside the sources become the program NAME_test.
function(sura_library NAME)
  file(GLOB_RECURSE SOURCES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  set(TESTS ${SOURCES})
  list(FILTER SOURCES EXCLUDE REGEX "_test\\.cc$")
  list(FILTER TESTS INCLUDE REGEX "_test\\.cc$")
  add_library(${NAME} STATIC ${SOURCES})
  target_link_libraries(${NAME} PUBLIC $<BUILD_INTERFACE:sura_options> ${ARGN})
  if(SURA_TESTS AND TESTS)
    find_package(GTest REQUIRED)
    include(GoogleTest)
    add_executable(${NAME}_test ${TESTS})
    target_link_libraries(${NAME}_test PRIVATE ${NAME} GTest::gtest_main)
    target_compile_options(${NAME}_test PRIVATE -O1) # tests are built once and run for seconds
    target_compile_definitions(${NAME}_test PRIVATE SURA_ROOT="${PROJECT_SOURCE_DIR}")
    gtest_discover_tests(${NAME}_test DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 600)
  endif()
endfunction()
