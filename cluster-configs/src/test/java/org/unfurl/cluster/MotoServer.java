package org.unfurl.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** An object store that speaks S3, on loopback: the server of the Python package moto. */
final class MotoServer implements AutoCloseable {

  private static final int START_SECONDS = 60;
  private static final String BUCKET = "unfurl";

  /**
   * The server, with one thing mended: a store looks whether a file is there and writes it in one
   * step, moto in two, between which another of its threads may write.
   */
  private static final String SERVER =
      """
      import sys, threading
      from moto.s3.responses import S3Response
      from moto.server import main
      put, one = S3Response.put_object, threading.Lock()
      def put_alone(self):
          with one:
              return put(self)
      S3Response.put_object = put_alone
      main(sys.argv[1:])
      """;

  private final RunningProcess process;
  private final URI address;

  private MotoServer(RunningProcess process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts one with an empty bucket; skips the test where it is not installed. */
  static MotoServer start(Path folder) throws IOException, InterruptedException {
    Assumptions.assumeTrue(isInstalled(), "python3 has no moto: pip install 'moto[server]==5.2.5'");
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    RunningProcess process =
        RunningProcess.start(
            List.of("python3", "-c", SERVER, "-H", "127.0.0.1", "-p", Integer.toString(port)),
            Map.of(),
            folder,
            folder.resolve("moto.log"));
    MotoServer server = new MotoServer(process, URI.create("http://127.0.0.1:" + port + "/"));
    process.await("an open port", START_SECONDS, server::hasBucket);
    return server;
  }

  private static boolean isInstalled() throws InterruptedException {
    try {
      Process version =
          new ProcessBuilder("python3", "-c", "import moto.server")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return version.waitFor(START_SECONDS, TimeUnit.SECONDS) && version.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean hasBucket() {
    try {
      HttpRequest put =
          HttpRequest.newBuilder(address.resolve(BUCKET))
              .PUT(HttpRequest.BodyPublishers.noBody())
              .build();
      return HttpClient.newHttpClient()
              .send(put, HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  String bucket() {
    return "s3a://" + BUCKET + "/";
  }

  /** Hadoop's settings to reach it. */
  Map<String, String> settings() {
    return Map.of(
        "fs.s3a.endpoint", address.toString(),
        "fs.s3a.endpoint.region", "us-east-1",
        "fs.s3a.path.style.access", "true",
        "fs.s3a.access.key", "any",
        "fs.s3a.secret.key", "any",
        "fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
  }

  @Override
  public void close() {
    process.close();
  }
}
