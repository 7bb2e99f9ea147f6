package dev.interlock.tracing;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.Router;
import dev.interlock.server.HttpServer;
import dev.interlock.testing.HandlerRouter;
import io.opentelemetry.api.GlobalOpenTelemetry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Service that {@link JavaAgentTest} starts with the Java agent. Prints the ports of its two servers. */
final class AgentService {
    private final HttpClient web = HttpClient.newHttpClient();
    private int port;

    private AgentService() {}

    public static void main(String[] args) throws Exception {
        AgentService service = new AgentService();
        HttpServer traced = service.serve(Tracing.of(GlobalOpenTelemetry.get()));
        service.port = traced.port();
        HttpServer unsampled = service.serve(
                Tracing.builder(GlobalOpenTelemetry.get()).sampleRatio(0).build());
        System.out.println("ports " + traced.port() + " " + unsampled.port());
        traced.awaitShutdown();
    }

    private HttpServer serve(Tracing tracing) {
        return HttpServer.builder(router())
                .overridable(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .listener(tracing)
                .start();
    }

    private Router router() {
        return HandlerRouter.with()
                .get("/hello", (request, response) -> Results.writeText(response, "hello"))
                .route(
                        "GET",
                        "/rows",
                        (request, response) -> Results.writeText(response, query()),
                        route -> route.execution(Execution.BLOCKING))
                .get("/rows-on-loop", (request, response) -> Results.writeText(response, query()))
                .route(
                        "GET",
                        "/forward",
                        (request, response) -> response.await(
                                web.sendAsync(
                                                HttpRequest.newBuilder(
                                                                URI.create("http://127.0.0.1:" + port + "/hello"))
                                                        .build(),
                                                BodyHandlers.ofString())
                                        .thenApply(HttpResponse::body),
                                Results::writeText),
                        route -> route.execution(Execution.ASYNCHRONOUS))
                .router();
    }

    private static String query() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:shop");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 42")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
