package dev.interlock.example.allocation;

import com.google.protobuf.StringValue;
import dev.interlock.annotation.Attribute;
import dev.interlock.annotation.Blocking;
import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Cookie;
import dev.interlock.annotation.Default;
import dev.interlock.annotation.Form;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Header;
import dev.interlock.annotation.HttpApp;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.ProtoView;
import dev.interlock.annotation.ProtoWriter;
import dev.interlock.annotation.Query;
import dev.interlock.annotation.Roles;
import dev.interlock.annotation.UseFilters;
import dev.interlock.bytes.Slice;
import dev.interlock.http.Principal;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.proto.Repeated;
import io.avaje.jsonb.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import shop.JacksonPair;

/** One handler for each feature. If possible, a handler returns constants, so that only the framework allocates. */
@Controller("/")
final class Features {
    private static final byte[] BYTES = new byte[1000];
    private static final CompletionStage<String> COMPLETED = CompletableFuture.completedFuture("done");
    private static final StringValue MESSAGE = StringValue.of("a message");
    private static final Pair PAIR = new Pair(7, 2);
    private static final JacksonPair JACKSON_PAIR = new JacksonPair(7, 2);

    private final Path file;

    Features(Path file) {
        this.file = file;
    }

    /** The application with all features. */
    @HttpApp(controllers = Features.class)
    static final class App {}

    enum Colour {
        RED,
        GREEN
    }

    @Get("/numbers/{id}")
    long numbers(
            long id,
            @Query int page,
            @Query @Default("true") boolean active,
            @Header("X-Shard") int shard,
            @Query Colour c) {
        return id + page + shard + (active && c == Colour.RED ? 1 : 0);
    }

    @Get("/views/{name}")
    CharSequence views(CharSequence name, @Query Slice after, @Header CharSequence accept) {
        return after.length() > accept.length() ? "longer" : name;
    }

    @Get("/writer/{id}")
    void writer(int id, Response response) {
        response.contentType("text/plain")
                .header("x-id", "7")
                .body()
                .append("order ")
                .append(id);
    }

    @Get("/constant")
    byte[] constant() {
        return BYTES;
    }

    @Post("/body")
    Slice body(@Body Slice body) {
        return body;
    }

    @Post("/form")
    int form(@Form int quantity, @Form CharSequence note) {
        return quantity + note.length();
    }

    /** The caller that the filter below finds. */
    record Caller(long id) {}

    /** A filter that sets the same caller for every request. */
    static final class Callers implements dev.interlock.http.Filter {
        private static final Caller CALLER = new Caller(7);

        @Override
        public boolean before(Request request, Response response) {
            request.setAttribute("caller", CALLER);
            return true;
        }
    }

    @Get("/attribute")
    @UseFilters(Callers.class)
    long attribute(@Attribute Caller caller) {
        return caller.id();
    }

    /** A principal that has one role. */
    record Operator(String name) implements Principal {
        @Override
        public boolean hasRole(String role) {
            return role.equals("operator");
        }
    }

    /** A filter that authenticates the same operator for every request. */
    static final class Operators implements dev.interlock.http.Filter {
        private static final Operator OPERATOR = new Operator("ada");

        @Override
        public boolean before(Request request, Response response) {
            request.setPrincipal(OPERATOR);
            return true;
        }
    }

    @Get("/principal")
    @UseFilters(Operators.class)
    @Roles({})
    CharSequence principal(Operator operator) {
        return operator.name();
    }

    @Get("/roles")
    @UseFilters(Operators.class)
    @Roles({"admin", "operator"})
    CharSequence roles() {
        return "accepted";
    }

    @Get("/string/{name}")
    int string(String name) {
        return name.length();
    }

    @Get("/uuid/{id}")
    boolean uuid(UUID id) {
        return id.version() == 4;
    }

    @Get("/date/{day}")
    int date(LocalDate day) {
        return day.getYear();
    }

    @Get("/optional")
    boolean optional(@Query Optional<Colour> colour) {
        return colour.isPresent();
    }

    @Get("/list")
    int list(@Query List<Colour> colour) {
        return colour.size();
    }

    @Get("/double/{value}")
    boolean fraction(double value) {
        return value > 1;
    }

    @Get("/cookie")
    int cookie(@Cookie int session) {
        return session;
    }

    @Post("/message")
    int message(@Body StringValue value) {
        return value.getValue().length();
    }

    @Get("/message")
    StringValue message() {
        return MESSAGE;
    }

    @Json
    record Pair(long id, int count) {}

    @Post("/json")
    void json(@Body Pair pair) {
        // Empty, because the test measures only how the request body is read.
    }

    @Get("/json")
    Pair json() {
        return PAIR;
    }

    @Post("/jackson")
    void jackson(@Body JacksonPair pair) {
        // Empty, because the test measures only how the request body is read.
    }

    @Get("/jackson")
    JacksonPair jackson() {
        return JACKSON_PAIR;
    }

    /** A request message with a nested message, a text and an enum. */
    @ProtoView("shop.NewOrder")
    interface NewOrder {
        Repeated<Line> lines();

        CharSequence note();
    }

    @ProtoView("shop.Line")
    interface Line {
        long productId();

        int quantity();
    }

    @ProtoWriter("shop.Order")
    interface Order {
        Order userId(long id);

        OrderLine beginLines();

        Order endLines();

        Order note(CharSequence note);
    }

    @ProtoWriter("shop.OrderLine")
    interface OrderLine {
        OrderLine productId(long id);

        OrderLine quantity(int units);
    }

    @Post("/view")
    int view(@Body NewOrder order) {
        int units = order.note().length();
        Repeated<Line> lines = order.lines();
        for (int i = 0; i < lines.size(); i++) {
            units += lines.get(i).quantity();
        }
        return units;
    }

    @Get("/message-writer/{id}")
    void messageWriter(long id, Order order) {
        order.userId(id).note("ring twice").beginLines().productId(7).quantity(3);
        order.endLines();
    }

    @Post("/view-to-writer")
    void viewToWriter(@Body NewOrder in, Order out) {
        out.userId(7).note(in.note());
        for (Line line : in.lines()) {
            out.beginLines().productId(line.productId()).quantity(line.quantity());
            out.endLines();
        }
    }

    @Get("/stage")
    CompletionStage<String> stage() {
        return COMPLETED;
    }

    @Get("/blocking")
    @Blocking
    int blocking() {
        return 1;
    }

    @Get("/stream")
    Flow.Publisher<byte[]> stream() {
        return OneArray.PUBLISHER;
    }

    @Post("/upload")
    @Blocking
    int upload(@Body InputStream body) throws IOException {
        return body.read();
    }

    @Get("/file")
    Path file() {
        return file;
    }

    @Get("/missing")
    Optional<String> missing() {
        return Optional.empty();
    }

    /** Publishes one array to each subscriber, and then completes. */
    private static final class OneArray implements Flow.Publisher<byte[]> {
        static final OneArray PUBLISHER = new OneArray();

        @Override
        public void subscribe(Flow.Subscriber<? super byte[]> subscriber) {
            subscriber.onSubscribe(NOTHING_MORE);
            subscriber.onNext(BYTES);
            subscriber.onComplete();
        }

        private static final Flow.Subscription NOTHING_MORE = new Flow.Subscription() {
            @Override
            public void request(long count) {
                // Does nothing, because the array was sent without waiting for a request.
            }

            @Override
            public void cancel() {
                // Does nothing, because the stream has already ended.
            }
        };
    }
}
