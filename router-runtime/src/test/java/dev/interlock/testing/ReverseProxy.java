package dev.interlock.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A proxy in front of a server on this machine. Needs the program {@code haproxy} or {@code nginx}. */
public final class ReverseProxy implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final int port;
    private final Process process;

    private ReverseProxy(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /**
     * Starts a HAProxy.
     *
     * @param directory empty directory for the files of the proxy
     * @param mode {@code tcp} or {@code http}
     * @param server address of the server with its options, such as {@code 127.0.0.1:8080 send-proxy-v2}
     * @param more further lines of the backend
     */
    public static ReverseProxy haproxy(Path directory, String mode, String server, String more) throws Exception {
        int port = freePort();
        Path file = directory.resolve("haproxy.cfg");
        Files.writeString(file, """
                defaults
                  mode %s
                  timeout connect 5s
                  timeout client 30s
                  timeout server 30s
                  timeout check 10s
                frontend public
                  bind 127.0.0.1:%d
                  default_backend shop
                backend shop
                  %s
                  server shop %s
                """.formatted(mode, port, more, server));
        return start(directory, port, "haproxy", "-db", "-f", file.toString());
    }

    /**
     * Starts an nginx that states client, scheme and host in header fields.
     *
     * @param directory empty directory for the files of the proxy
     * @param server address of the server, such as {@code 127.0.0.1:8080}
     * @param scheme scheme that the proxy states
     */
    public static ReverseProxy nginx(Path directory, String server, String scheme) throws Exception {
        int port = freePort();
        Path file = directory.resolve("nginx.conf");
        Files.writeString(file, """
                daemon off;
                master_process off;
                pid %1$s/nginx.pid;
                error_log stderr;
                events {}
                http {
                  access_log off;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  upstream shop {
                    server %3$s;
                    keepalive 8;
                  }
                  server {
                    listen 127.0.0.1:%2$d;
                    location / {
                      proxy_pass http://shop;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_set_header Host $http_host;
                      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                      proxy_set_header X-Forwarded-Proto %4$s;
                      proxy_set_header X-Forwarded-Host $http_host;
                    }
                  }
                }
                """.formatted(directory, port, server, scheme));
        return start(directory, port, "nginx", "-p", directory.toString(), "-c", file.toString(), "-e", "stderr");
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Starts a proxy, and waits until it listens. */
    private static ReverseProxy start(Path directory, int port, String... command) throws Exception {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() - deadline < 0 && process.isAlive()) {
            if (listens(port)) {
                return new ReverseProxy(port, process);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        process.destroyForcibly().waitFor();
        throw new AssertionError("The proxy does not listen:\n" + Files.readString(output));
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the port for clients. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().orTimeout(PATIENCE_NANOS, TimeUnit.NANOSECONDS).join();
        } catch (CompletionException e) {
            process.destroyForcibly();
        }
    }
}
