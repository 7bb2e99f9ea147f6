package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Served;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the responses to exceptions, whatever application code throws them. */
final class ErrorsTest {
    private static final String IMPORTS = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import dev.interlock.http.Filter;
            import dev.interlock.http.Problem;
            import java.io.*;
            import java.util.*;
            import java.util.concurrent.*;

            """;

    private static final String API = IMPORTS + """
            @HttpApp(controllers = {Orders.class, Users.class}, filters = Gate.class, errors = {Failures.class, More.class})
            public final class Api {}
            """;

    private static final String EXCEPTIONS = IMPORTS + """
            final class Exceptions {
              static class Plain extends RuntimeException {
                private static final long serialVersionUID = 1L;
                Plain(String message) { super(message); }
              }
              static final class Closer extends IllegalStateException {
                private static final long serialVersionUID = 1L;
              }
              @dev.interlock.annotation.ProblemType(status = 410, type = "https://shop.example/gone", title = "Sold out")
              static class Gone extends Plain {
                private static final long serialVersionUID = 1L;
                Gone(String message) { super(message); }
              }
              static final class LongGone extends Gone {
                private static final long serialVersionUID = 1L;
                LongGone() { super(null); }
              }
              @dev.interlock.annotation.ProblemType(status = 503)
              static final class Busy extends Exception {
                private static final long serialVersionUID = 1L;
                Busy() { super("a secret"); }
              }
              @dev.interlock.annotation.ProblemType(status = 409)
              static final class Taken extends Exception {
                private static final long serialVersionUID = 1L;
                Taken() { super("taken"); }
              }
            }
            """;

    private static final String GATE = IMPORTS + """
            final class Gate implements Filter {
              @Override public boolean before(Request request, Response response) {
                response.header("x-gate", "passed");
                if (request.header("fail-before") != null) { throw new IllegalStateException("gate"); }
                return true;
              }
              @Override public void after(Request request, Response response) {
                if (request.header("fail-after") != null) { throw new IllegalStateException("gate"); }
              }
            }
            """;

    private static final String ORDERS = IMPORTS + """
            @Controller
            final class Orders {
              @Get("/state") String state() { throw new IllegalStateException("s"); }
              @Get("/closer") String closer() { throw new Exceptions.Closer(); }
              @Get("/later") CompletionStage<String> later() {
                return CompletableFuture.failedFuture(new CompletionException(new IllegalStateException("l")));
              }
              @Get("/too-late") CompletionStage<String> tooLate() {
                return CompletableFuture.supplyAsync(() -> { throw new IllegalStateException("t"); });
              }
              @Get("/blocking") @Blocking String blocking() {
                return CompletableFuture.<String>failedFuture(new IllegalStateException("b")).join();
              }
              @Get("/publisher") Flow.Publisher<String> publisher() {
                return subscriber -> {
                  subscriber.onSubscribe(new Flow.Subscription() {
                    @Override public void request(long count) {}
                    @Override public void cancel() {}
                  });
                  subscriber.onError(new IllegalStateException("p"));
                };
              }
              @Get("/plain") String plain() { throw new Exceptions.Plain("plain"); }
              @Get("/gone") String gone() { throw new Exceptions.Gone("no more bolts"); }
              @Get("/long-gone") String longGone() { throw new Exceptions.LongGone(); }
              @Get("/busy") String busy() throws Exceptions.Busy { throw new Exceptions.Busy(); }
              @Get("/taken") CompletionStage<String> taken() { return CompletableFuture.failedFuture(new Exceptions.Taken()); }
              @Get("/typed") String typed(Response response) throws IOException {
                response.contentType("image/png").body().append("half");
                throw new FileNotFoundException("typed");
              }
              @Get("/numbers/{number}") int number(int number) { return number; }
              @Get("/timeout") String timeout() throws TimeoutException { throw new TimeoutException("t"); }
              @Get("/json") String json() { throw new EmptyStackException(); }
              @Get("/json-here") String jsonHere() { throw new InputMismatchException("here"); }
              @Get("/message") String message() { throw new UnsupportedOperationException("m"); }
              @Get("/error") String error() { throw new StackOverflowError(); }
              @Get("/fails-again") String failsAgain() { throw new ArithmeticException("first"); }
              @Get("/users/list/all") @Produces("text/csv") String list() { throw new IllegalStateException("csv"); }
              @Get("/unknown") String unknown() throws Exception { throw new Exception("a secret"); }

              @OnError @dev.interlock.annotation.Status(409) String state(IllegalStateException e) {
                return "orders: " + e.getMessage();
              }
              @OnError @dev.interlock.annotation.Status(424) Map<String, Integer> here(InputMismatchException e) {
                return Map.of(e.getMessage(), 1);
              }
              @OnError Problem closer(Request request, Exceptions.Closer e) {
                return Problem.of(423).detail("closer " + request.method());
              }
            }
            """;

    private static final String USERS = IMPORTS + """
            abstract class Base {
              @OnError @dev.interlock.annotation.Status(418) String refused(HttpException e) {
                return e.status() + " " + e.problem().detail();
              }
            }

            @Controller("/users")
            public final class Users extends Base {
              @Get("/{id}") int find(int id) { throw new HttpException(404, "no " + id); }
              @Get("/list/all") @Produces("text/html") String list() { throw new IllegalStateException("html"); }
              @Get("/state/{id}") int state(int id) { throw new IllegalStateException("u"); }
            }
            """;

    private static final String FAILURES = IMPORTS + """
            final class Failures {
              @OnError @dev.interlock.annotation.Status(422) byte[] any(RuntimeException e) { return "any".getBytes(); }
              @OnError void files(IOException e, Response response) {
                response.status(502).body().append("files: " + e.getMessage());
              }
              @OnError int slow(TimeoutException e) { return 42; }
              @OnError @dev.interlock.annotation.Status(507) void overflow(StackOverflowError e) {}
              @OnError @dev.interlock.annotation.Status(425) List<String> json(EmptyStackException e) {
                return List.of("a", "b");
              }
              @OnError com.google.protobuf.StringValue message(UnsupportedOperationException e) {
                return com.google.protobuf.StringValue.of(e.getMessage());
              }
              @OnError String again(ArithmeticException e) { throw new IllegalArgumentException("second"); }
            }
            """;

    private static final String MORE = IMPORTS + """
            final class More {
              @OnError Problem taken(Exceptions.Taken e) { return Problem.of(412); }
            }
            """;

    private static RunningApp app;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        app = RunningApp.of(API, EXCEPTIONS, GATE, ORDERS, USERS, FAILURES, MORE);
    }

    private static Served get(String target, String... fields) throws InterruptedException {
        return Served.get(app.router(), target, fields);
    }

    @ParameterizedTest
    @CsvSource({
        "/state, 409, orders: s",
        "/later, 409, orders: l",
        "/too-late, 409, orders: t",
        "/blocking, 409, orders: b",
        "/publisher, 409, orders: p",
        "/users/state/7, 422, any",
        "/plain, 422, any",
        "/typed, 502, files: typed",
        "/timeout, 500, 42",
        "/error, 507, ''",
        "/users/7, 418, 404 no 7",
    })
    void callsMethodForClosestClass(String target, int status, String body) throws InterruptedException {
        Served response = get(target);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(body);
    }

    @Test
    void prefersMethodForSubclass() throws InterruptedException {
        Served response = get("/closer");
        assertThat(response.status()).isEqualTo(423);
        assertThat(response.body()).contains("\"detail\":\"closer GET\",\"instance\":\"/closer\",\"requestId\":\"");
        assertThat(response.field("content-type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"fail-before", "fail-after"})
    void callsMethodForExceptionOfFilter(String when) throws InterruptedException {
        assertThat(get("/numbers/7", when + ": yes").body()).isEqualTo("orders: gate");
        assertThat(get("/state", "fail-before: yes").body()).isEqualTo("orders: gate");
    }

    @Test
    void methodForHttpExceptionGetsConversionErrors() throws InterruptedException {
        Served response = get("/users/x");
        assertThat(response.status()).isEqualTo(418);
        assertThat(response.body()).startsWith("400 The path parameter 'id' must be an integer");
    }

    @Test
    void methodForSuperclassGetsNoHttpException() throws InterruptedException {
        Served response = get("/numbers/x");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains(",\"instance\":\"/numbers/x\",\"parameter\":\"number\",");
    }

    @Test
    void exceptionGetsItsProblem() throws InterruptedException {
        Served response = get("/gone");
        assertThat(response.status()).isEqualTo(410);
        assertThat(response.body())
                .startsWith("{\"type\":\"https://shop.example/gone\",\"title\":\"Sold out\",\"status\":410,"
                        + "\"detail\":\"no more bolts\",\"instance\":\"/gone\",\"requestId\":\"");
    }

    @Test
    void subclassHasProblemOfSuperclass() throws InterruptedException {
        Served response = get("/long-gone");
        assertThat(response.status()).isEqualTo(410);
        assertThat(response.body()).contains("\"title\":\"Sold out\",\"status\":410,\"instance\"");
    }

    @Test
    void serverErrorHidesMessage() throws InterruptedException {
        Served response = get("/busy");
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.body()).startsWith("{\"title\":\"Service Unavailable\",\"status\":503,\"instance\"");
        assertThat(response.body()).doesNotContain("secret");
    }

    @Test
    void methodReplacesProblem() throws InterruptedException {
        assertThat(get("/taken").status()).isEqualTo(412);
    }

    @Test
    void respondsWithJson() throws InterruptedException {
        Served response = get("/json");
        assertThat(response.status()).isEqualTo(425);
        assertThat(response.body()).isEqualTo("[\"a\",\"b\"]");
        assertThat(response.field("content-type")).isEqualTo("application/json");
        assertThat(get("/json-here").body()).isEqualTo("{\"here\":1}");
    }

    @Test
    void messageHasPreferredMediaType() throws InterruptedException {
        Served response = get("/message");
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("\n\u0001m");
        assertThat(response.field("content-type")).isEqualTo("application/x-protobuf");
        assertThat(response.field("vary")).isEqualTo("accept");
        assertThat(get("/message", "accept: text/plain, application/protobuf").field("content-type"))
                .isEqualTo("application/protobuf");
    }

    @Test
    void controllerOfChosenVariantResponds() throws InterruptedException {
        Served csv = get("/users/list/all", "accept: text/csv, text/plain;q=0.1");
        assertThat(csv.body()).isEqualTo("orders: csv");
        assertThat(csv.field("content-type")).isEqualTo("text/plain;charset=utf-8");
        assertThat(csv.field("vary")).isEqualTo("accept");
        assertThat(get("/users/list/all", "accept: text/html").body()).isEqualTo("any");
    }

    @Test
    void dropsPartialResponseButKeepsFieldsOfFilters() throws InterruptedException {
        Served response = get("/typed");
        assertThat(response.field("content-type")).isEmpty();
        assertThat(response.field("x-gate")).isEqualTo("passed");
        assertThat(get("/state").field("content-type")).startsWith("text/plain");
    }

    @ParameterizedTest
    @CsvSource({"/fails-again", "/unknown"})
    void otherExceptionsGet500WithoutInternals(String target) throws InterruptedException {
        Served response = get(target);
        assertThat(response.status()).isEqualTo(500);
        assertWithMessage(target)
                .that(response.body())
                .matches("\\{\"title\":\"Internal Server Error\",\"status\":500,\"instance\":\"" + target
                        + "\",\"requestId\":\"[0-9a-f]{16}\"}");
    }

    @Test
    void largeApplicationRespondsAlike() throws Exception {
        StringBuilder many = new StringBuilder(IMPORTS + "@Controller(\"/many\") final class Many {\n");
        for (int i = 0; i < 300; i++) {
            many.append(
                    "  @Get(\"/%1$d\") String m%1$d() { throw new IllegalStateException(\"%1$d\"); }\n".formatted(i));
        }
        many.append("  @OnError String failed(IllegalStateException e) { return \"many \" + e.getMessage(); }\n}\n");
        RunningApp large = RunningApp.of(
                API.replace("Users.class", "Users.class, Many.class"),
                EXCEPTIONS,
                GATE,
                ORDERS,
                USERS,
                FAILURES,
                MORE,
                many.toString());
        assertThat(Served.get(large.router(), "/many/299").body()).isEqualTo("many 299");
        assertThat(Served.get(large.router(), "/state").body()).isEqualTo("orders: s");
        assertThat(Served.get(large.router(), "/users/list/all", "accept: text/html")
                        .body())
                .isEqualTo("any");
        assertThat(Served.get(large.router(), "/plain").body()).isEqualTo("any");
        assertThat(Served.get(large.router(), "/json").body()).isEqualTo("[\"a\",\"b\"]");
        assertThat(Served.get(large.router(), "/json-here").body()).isEqualTo("{\"here\":1}");
    }

    @Test
    void sharedMethodHandlesExceptionWithoutRoute() throws Exception {
        RunningApp small = RunningApp.of(IMPORTS + """
                @HttpApp(controllers = Shop.class, filters = Door.class, errors = Rest.class)
                public final class Api {}
                """, IMPORTS + """
                final class Door implements Filter {
                  @Override public void begin(Request request) {
                    if (request.header("fail") != null) { throw new IllegalStateException("door"); }
                  }
                }
                """, IMPORTS + """
                @Controller("/shop")
                public final class Shop {
                  @Get String get() { return ""; }
                  @OnError String own(RuntimeException e) { return "own " + e.getMessage(); }
                }
                """, IMPORTS + """
                public final class Rest {
                  @OnError String all(RuntimeException e) { return "all " + e.getMessage(); }
                }
                """);
        assertThat(Served.get(small.router(), "/shop", "fail: 1").body()).isEqualTo("own door");
        assertThat(Served.get(small.router(), "/nowhere", "fail: 1").body()).isEqualTo("all door");
    }
}
