# sura_install(NAME EXPORTED HEADERS...): `cmake --install` brings this library and these headers of include/; a CMake
# project finds it with find_package(sura) as sura::EXPORTED. Inside the tree it has the same name.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(SURA_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/sura)

function(sura_install NAME EXPORTED)
  add_library(sura::${EXPORTED} ALIAS ${NAME})
  set_target_properties(${NAME} PROPERTIES EXPORT_NAME ${EXPORTED})
  target_compile_features(${NAME} INTERFACE cxx_std_20)
  target_include_directories(${NAME} INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  install(TARGETS ${NAME} EXPORT suraTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
  foreach(HEADER IN LISTS ARGN)
    if(IS_DIRECTORY ${PROJECT_SOURCE_DIR}/include/sura/${HEADER})
      install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/sura/${HEADER} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/sura)
    else()
      install(FILES ${PROJECT_SOURCE_DIR}/include/sura/${HEADER} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/sura)
    endif()
  endforeach()
endfunction()

install(EXPORT suraTargets NAMESPACE sura:: DESTINATION ${SURA_CMAKE_DIR})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/suraConfig.cmake.in ${PROJECT_BINARY_DIR}/suraConfig.cmake
                              INSTALL_DESTINATION ${SURA_CMAKE_DIR} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/suraConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/suraConfig.cmake ${PROJECT_BINARY_DIR}/suraConfigVersion.cmake
        DESTINATION ${SURA_CMAKE_DIR})
