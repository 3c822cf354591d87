package org.unfurl.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Of any number of drivers that start in the same millisecond, exactly one may write. */
@Execution(ExecutionMode.CONCURRENT) // they wait more than they compute
class OneWriterIT {

  private static final int CONTENDERS = 2;

  @TempDir private Path folder;

  @Test
  void onALocalDisk() throws IOException {
    try (Contest contest = new Contest(CONTENDERS, Map.of())) {
      contest.assertOneWinsEachRound(folder.toUri().toString());
    }
  }

  @Test
  void onHdfs() throws IOException {
    Configuration configuration = new Configuration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
    try (MiniDFSCluster hdfs = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
        Contest contest = new Contest(CONTENDERS, Map.of())) {
      hdfs.waitActive();
      contest.assertOneWinsEachRound(hdfs.getURI().toString() + "/results");
    }
  }

  @Test
  void onAnObjectStore() throws IOException, InterruptedException {
    try (MotoServer store = MotoServer.start(folder);
        Contest contest = new Contest(CONTENDERS, store.settings())) {
      contest.assertOneWinsEachRound(store.bucket() + "results");
    }
  }

  /** As two containers that share a folder: each is process 1 of a host of its own. */
  @Test
  void inContainersThatCannotSeeEachOther() throws IOException, InterruptedException {
    Assumptions.assumeTrue(Namespaces.areThere(), "unshare cannot make namespaces here");
    List<String> command = new ArrayList<>(Namespaces.COMMAND);
    command.addAll(Contender.command(1, Map.of()));
    Process first = new ProcessBuilder(command).start();
    Process second = new ProcessBuilder(command).start();
    try {
      assertEquals("taken", tryNow(first));
      assertEquals("refused", tryNow(second));
      // The namespace ends with its process 1, as a container does.
      first.descendants().forEach(ProcessHandle::destroyForcibly);
      first.waitFor(60, TimeUnit.SECONDS);
      assertEquals("taken", tryNow(second));
    } finally {
      for (Process process : List.of(first, second)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
  }

  private String tryNow(Process contender) throws IOException {
    PrintStream input = new PrintStream(contender.getOutputStream(), true, StandardCharsets.UTF_8);
    input.println(folder.toUri() + " 0");
    BufferedReader answers = contender.inputReader(StandardCharsets.UTF_8);
    return answers.readLine();
  }
}
