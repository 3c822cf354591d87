package org.unfurl.sweep.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.unfurl.sweep.storage.ResultLayout;

/**
 * The results folders of a merge, each with its sweeps.
 *
 * @param target the folder that receives them
 * @param sources the sweeps of each source; the target is one if it was given as one
 * @param unfinished a line for each sweep whose run is going on, or was killed
 */
record ResultFolders(Path target, Map<Path, Set<String>> sources, List<String> unfinished) {

  /**
   * Looks at the folders.
   *
   * @param problems receives a line for each that is no results folder
   */
  static ResultFolders of(Files files, List<Path> sources, Path target, List<String> problems)
      throws IOException {
    Path qualified = files.qualified(target);
    Map<Path, Set<String>> sweeps = new LinkedHashMap<>();
    List<String> unfinished = new ArrayList<>();
    for (Path given : sources) {
      Path source = files.qualified(given);
      Set<String> names = sweepsIn(files, source);
      if (isSweep(files, source)) {
        problems.add(
            "SOURCE ("
                + given
                + ") must be a results folder, but is a sweep's; give the folder that holds it");
      } else if (names.isEmpty() && !files.exists(ResultLayout.references(source))) {
        problems.add(
            "SOURCE ("
                + given
                + ") must be a results folder, but "
                + (files.exists(source) ? "holds no sweep" : "is not there"));
      }
      sweeps.put(source, names);
      for (String name : names) {
        if (!source.equals(qualified) && files.isBeingWritten(new Path(source, name))) {
          unfinished.add(
              new Path(given, name)
                  + " is being written, or its run was killed: what has no row there yet is not"
                  + " taken");
        }
      }
    }
    Set<String> names = new TreeSet<>();
    sweeps.values().forEach(names::addAll);
    for (String name : names) {
      Path sweep = new Path(qualified, name);
      if (!files.list(sweep).isEmpty() && !isSweep(files, sweep)) {
        problems.add(
            sweep + " holds something that is not a sweep's tables; choose another --into");
      }
    }
    return new ResultFolders(qualified, sweeps, unfinished);
  }

  private static Set<String> sweepsIn(Files files, Path results) throws IOException {
    Set<String> sweeps = new TreeSet<>();
    for (FileStatus file : files.list(results).values()) {
      String name = file.getPath().getName();
      if (file.isDirectory()
          && !ResultLayout.isShared(name)
          && isSweep(files, new Path(results, name))) {
        sweeps.add(name);
      }
    }
    return sweeps;
  }

  private static boolean isSweep(Files files, Path folder) throws IOException {
    Set<String> names = files.list(folder).keySet();
    return names.contains("trials") || names.contains("plan") || files.hasWriter(folder);
  }

  /** The names of all sweeps of the sources. */
  Set<String> sweeps() {
    Set<String> names = new TreeSet<>();
    sources.values().forEach(names::addAll);
    return names;
  }

  /** Where a sweep lies, the target left out. */
  List<Path> sourcesOf(String sweep) {
    return sources.entrySet().stream()
        .filter(source -> source.getValue().contains(sweep) && !source.getKey().equals(target))
        .map(source -> new Path(source.getKey(), sweep))
        .toList();
  }

  /** All results folders, the target first. */
  List<Path> all() {
    List<Path> all = new ArrayList<>(List.of(target));
    sources.keySet().stream().filter(source -> !source.equals(target)).forEach(all::add);
    return all;
  }
}
