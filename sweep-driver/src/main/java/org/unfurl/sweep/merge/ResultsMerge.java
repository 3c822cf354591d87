package org.unfurl.sweep.merge;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unfurl.sweep.plan.Quantities;
import org.unfurl.sweep.storage.FolderTakenException;
import org.unfurl.sweep.table.OnDifference;
import org.unfurl.sweep.table.ResultsUnwritableException;

/**
 * Merges results folders into one: of every sweep the tables and weights, and the reference data.
 * Sources are only read. Whatever speaks against it is found before anything is written; killed at
 * any instant and started again it comes to the same end, because a trial is there when its row is,
 * and its row comes last.
 */
public final class ResultsMerge {

  private final List<Path> sources;
  private final Path target;
  private final OnDifference onDifference;
  private final Configuration configuration;
  private final PrintWriter console;
  private final boolean terminal;

  /**
   * Prepares one call of {@link #run}; touches nothing yet.
   *
   * @param sources results folders, in the order in which they count where rows are equal
   * @param target results folder that receives them, and counts first; may be new, or one of them
   * @param console for progress
   * @param terminal whether the console can redraw a line
   */
  public ResultsMerge(
      List<Path> sources,
      Path target,
      OnDifference onDifference,
      Configuration configuration,
      PrintWriter console,
      boolean terminal) {
    this.sources = List.copyOf(sources);
    this.target = target;
    this.onDifference = onDifference;
    this.configuration = configuration;
    this.console = console;
    this.terminal = terminal;
  }

  /**
   * Merges.
   *
   * @return what was done, in lines
   * @throws MergeRefusedException if something speaks against it, or the target cannot be written
   */
  public List<String> run() throws MergeRefusedException, InterruptedException {
    try (MergeProgress progress = new MergeProgress(console, terminal)) {
      return merge(new Files(configuration, progress), progress);
    } catch (FolderTakenException e) {
      throw new MergeRefusedException(e.getMessage(), e);
    } catch (ResultsUnwritableException e) {
      throw failed(e.getCause());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private MergeRefusedException failed(Throwable cause) {
    if (cause instanceof FileNotFoundException) {
      return new MergeRefusedException(
          "a file was taken away while it was read, as a run beside does: "
              + cause.getMessage()
              + "; merge again",
          cause);
    }
    return new MergeRefusedException(
        "cannot merge into "
            + target
            + ": "
            + (cause.getMessage() == null ? cause : cause.getMessage())
            + "; mend that, then merge again: what has been taken stays",
        cause);
  }

  private List<String> merge(Files files, MergeProgress progress)
      throws MergeRefusedException, FolderTakenException, IOException, InterruptedException {
    List<String> problems = new ArrayList<>();
    ResultFolders folders = ResultFolders.of(files, sources, target, problems);
    refuse(problems);
    folders.unfinished().forEach(console::println);
    try (TargetLeases leases = new TargetLeases(configuration, console::println)) {
      List<SweepMerge> sweeps = new ArrayList<>();
      for (String name : folders.sweeps()) {
        Path sweep = new Path(folders.target(), name);
        if (files.exists(sweep)) { // a refusal must leave no new folder behind
          leases.take(sweep);
        }
        progress.at("comparing sweep " + name);
        SweepMerge merge = new SweepMerge(name, sweep, files, configuration, onDifference);
        merge.compare(folders.sourcesOf(name), problems);
        sweeps.add(merge);
      }
      progress.at("comparing reference data");
      ReferenceMerge references = new ReferenceMerge(files, folders.target());
      references.compare(folders.all(), onDifference, problems);
      refuse(problems);

      progress.at("copying reference data");
      references.copy();
      for (SweepMerge merge : sweeps) {
        progress.at("writing " + merge.target());
        merge.write(leases);
      }
      List<String> lines = new ArrayList<>(sweeps.stream().map(SweepMerge::summary).toList());
      lines.add(references.summary());
      lines.add(Quantities.bytes((double) progress.copied()) + " copied into " + target);
      return lines;
    }
  }

  private static void refuse(List<String> problems) throws MergeRefusedException {
    if (!problems.isEmpty()) {
      throw new MergeRefusedException(problems);
    }
  }
}
