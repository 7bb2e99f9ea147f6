package dev.interlock.server;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.file.StaticFiles;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Main class of a process with two servers, which uses up all its file descriptors on command. Arguments: a folder with
 * a file {@code a.txt}, and an upload folder for each server.
 */
public final class DescriptorMain extends PlainRouter {
    private static final FieldNames NAMES = FieldNames.of("file");

    private final Path folder;
    private final StaticFiles files;
    private final StaticFiles resources = StaticFiles.classPath("dev/interlock/file");
    private final List<FileInputStream> taken = new ArrayList<>();

    private DescriptorMain(Path folder) {
        super(
                TrailingSlash.STRICT,
                List.of(
                        route(0, "GET", "/use-up"),
                        route(1, "GET", "/release"),
                        route(2, "GET", "/path"),
                        route(3, "GET", "/static"),
                        route(4, "GET", "/resource"),
                        route(5, "GET", "/own"),
                        route(6, "POST", "/upload").streamedBody(true).consumes("multipart/form-data")));
        this.folder = folder;
        files = StaticFiles.directory(folder);
    }

    private static RouteInfo route(int number, String method, String template) {
        return RouteInfo.of(number, method, template, "test.Descriptors.any").execution(Execution.BLOCKING);
    }

    public static void main(String[] arguments) throws InterruptedException {
        DescriptorMain router = new DescriptorMain(Path.of(arguments[0]));
        HttpServer server = start(router, arguments[1]);
        System.out.println(server.port());
        System.out.println(start(router, arguments[2]).port());
        server.awaitShutdown();
    }

    private static HttpServer start(DescriptorMain router, String uploads) {
        return HttpServer.builder(router)
                .uploadDirectory(Path.of(uploads))
                .partMemory(0)
                .start();
    }

    @Override
    public void handle(int route, Request request, Response response) throws Exception {
        switch (route) {
            case 0 -> useUp();
            case 1 -> release();
            case 2 ->
                Results.writeFile(
                        request, response, folder.resolve(name(request).isEmpty() ? "a.txt" : "none"));
            case 3 -> Results.writeFile(request, response, files.find("a.txt").orElseThrow());
            // A different file each time: the server caches files.
            case 4 ->
                Results.writeFile(
                        request, response, resources.find(name(request)).orElseThrow());
            case 5 -> new FileInputStream(folder.resolve("a.txt").toFile()).close();
            default -> Results.writeText(response, request.parts(NAMES).first(0) == null ? "none" : "one");
        }
    }

    private static String name(Request request) {
        return request.queryString().toString();
    }

    private void useUp() {
        try {
            while (true) {
                taken.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) {
            // No descriptor is left.
        }
    }

    private void release() throws IOException {
        for (FileInputStream file : taken) {
            file.close();
        }
        taken.clear();
    }
}
