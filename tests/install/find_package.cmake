# Installs the build BUILD into FOLDER, builds EXAMPLE against that as a user would, and looks at what it says.
# cmake -DBUILD=… -DEXAMPLE=… -DFOLDER=… -DGENERATOR=… -DCOMPILER=… -DLIBDIR=… -P find_package.cmake

cmake_minimum_required(VERSION 3.22)

function(must_run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE CODE OUTPUT_VARIABLE OUTPUT ERROR_VARIABLE OUTPUT)
  if(NOT CODE EQUAL 0)
    message(FATAL_ERROR "${ARGN}\nended with ${CODE}:\n${OUTPUT}")
  endif()
  set(OUTPUT "${OUTPUT}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${FOLDER})
must_run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${FOLDER}/prefix)

# A program that includes every public header and calls the upper library: what these need must be found.
set(EVERY_HEADER "")
file(GLOB_RECURSE HEADERS RELATIVE ${FOLDER}/prefix/include ${FOLDER}/prefix/include/*.h)
foreach(HEADER IN LISTS HEADERS)
  string(APPEND EVERY_HEADER "#include \"${HEADER}\"\n")
endforeach()
foreach(HEADER sura/result.h sura/parallel.h sura/engine/inference.h sura/clinic/assessment.h)
  if(NOT HEADER IN_LIST HEADERS)
    message(FATAL_ERROR "${HEADER} was not installed")
  endif()
endforeach()
file(WRITE ${FOLDER}/headers/main.cc
     "${EVERY_HEADER}int main() { return sura::clinic::read_pack(\"no pack\") ? 1 : 0; }\n")
file(WRITE ${FOLDER}/headers/CMakeLists.txt
     "cmake_minimum_required(VERSION 3.22)
project(headers LANGUAGES CXX)
find_package(sura 0.1 REQUIRED)
add_executable(headers main.cc)
target_link_libraries(headers PRIVATE sura::clinic)
")

foreach(PROJECT_FOLDER ${EXAMPLE} ${FOLDER}/headers)
  get_filename_component(NAME ${PROJECT_FOLDER} NAME)
  must_run(${CMAKE_COMMAND} -S ${PROJECT_FOLDER} -B ${FOLDER}/${NAME}-build -G ${GENERATOR}
           -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF
           -Dsura_DIR=${FOLDER}/prefix/${LIBDIR}/cmake/sura)
  must_run(${CMAKE_COMMAND} --build ${FOLDER}/${NAME}-build)
endforeach()

must_run(${FOLDER}/headers-build/headers)
must_run(${FOLDER}/engine-build/example_engine)
set(EXPECTED "worn bearing  present with probability 0.338
loose belt    present with probability 0.527
overheating   present with probability 0.053
evidence has probability 0.0983
")
if(NOT OUTPUT STREQUAL EXPECTED)
  message(FATAL_ERROR "the example said:\n${OUTPUT}")
endif()

# Nothing of the source tree may have gone along.
file(GLOB CMAKE_FILES ${FOLDER}/prefix/${LIBDIR}/cmake/sura/*.cmake)
get_filename_component(SOURCE ${EXAMPLE}/../.. ABSOLUTE)
foreach(FILE IN LISTS CMAKE_FILES)
  file(READ ${FILE} TEXT)
  string(FIND "${TEXT}" "${SOURCE}" PLACE)
  if(NOT PLACE EQUAL -1)
    message(FATAL_ERROR "${FILE} names the source tree")
  endif()
endforeach()
