package dev.interlock.processor.crosstalk;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http.Router;
import dev.interlock.processor.ProtoProcessor;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.JsonbGenerator;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;

/** An application with a route of each kind. Each response contains data of its request. */
final class EchoApp {
    /** System property that contains the folder of the files for {@code /file}. */
    static final String FILES = "crosstalk.files";

    private static final String API = """
            package shop;

            import dev.interlock.annotation.HttpApp;
            import dev.interlock.filter.RequestIds;
            import dev.interlock.http.*;

            @HttpApp(controllers = {Values.class, Bodies.class, Messages.class}, filters = Api.Ids.class)
            public final class Api {
              /** Has every response repeat the id of its request. */
              public static final class Ids implements Filter {
                private final RequestIds ids = RequestIds.standard();

                @Override public void begin(Request request) { ids.begin(request); }

                @Override public void finish(Request request, Response response) { ids.finish(request, response); }
              }
            }
            """;

    private static final String IMPORTS = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.bytes.Slice;
            import dev.interlock.http.*;
            import dev.interlock.proto.*;
            import io.netty.buffer.ByteBuf;
            import java.io.*;
            import java.nio.file.Files;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.zip.CRC32;
            """;

    private static final String VALUES = """
            @Controller
            public final class Values {
              static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);

              private static final java.nio.file.Path FILES = java.nio.file.Path.of(System.getProperty("crosstalk.files"));

              @Get("/text/{id}") String text(long id, @Query String q) { return id + ":" + q; }

              @Get("/params/{name}/{n}")
              String params(CharSequence name, int n, @Query Optional<Long> big, @Header("X-Tag") CharSequence tag,
                  @Cookie("c") String cookie) {
                return name + "," + n + "," + big.orElse(-1L) + "," + tag + "," + cookie;
              }

              @Get("/completed/{token}") CompletionStage<String> completed(String token) {
                return CompletableFuture.completedFuture("completed " + token);
              }

              @Get("/later/{token}") CompletionStage<String> later(String token) {
                return CompletableFuture.supplyAsync(() -> "later " + token, LATER);
              }

              @Get("/waiting/{token}") @Blocking String waiting(String token, Request request) {
                Thread.yield();
                return token + request.target();
              }

              @Get("/publish/{token}/{count}") Flow.Publisher<String> publish(String token, int count) {
                return subscriber -> {
                  SubmissionPublisher<String> parts = new SubmissionPublisher<>(ForkJoinPool.commonPool(), 4);
                  parts.subscribe(subscriber);
                  LATER.execute(() -> {
                    try (parts) {
                      for (int i = 0; i < count && parts.hasSubscribers(); i++) {
                        parts.submit(token + i + "\\n");
                      }
                    }
                  });
                };
              }

              @Get("/file/{number}") java.nio.file.Path file(int number) {
                return FILES.resolve(number + ".bin");
              }

              @Get("/bytes/{seed}/{size}") byte[] bytes(long seed, int size) {
                byte[] bytes = new byte[size];
                new Random(seed).nextBytes(bytes);
                return bytes;
              }

              @Get("/error/{word}") String error(String word) {
                throw new HttpException(409, word);
              }

              @Get("/error-later/{word}") CompletionStage<String> errorLater(String word) {
                return CompletableFuture.supplyAsync(() -> { throw new HttpException(410, word); }, LATER);
              }

              @Get("/error-waiting/{word}") @Blocking String errorWaiting(String word) {
                throw new HttpException(422, word);
              }
            }
            """;

    private static final String BODIES = """
            @Controller
            public final class Bodies {
              @Post("/chars") String chars(@Body CharSequence body) { return body.length() + ":" + body; }

              @Post("/waiting") @Blocking String waiting(@Body String body) { return "waiting " + body; }

              @Post("/stream") @Blocking String stream(@Body InputStream body) throws IOException {
                Sum sum = new Sum();
                byte[] part = new byte[1000];
                for (int count = body.read(part); count >= 0; count = body.read(part)) {
                  sum.add(part, count);
                }
                return sum.toString();
              }

              @Post("/publisher") CompletionStage<String> publisher(@Body Flow.Publisher<ByteBuf> body) {
                Sum sum = new Sum();
                body.subscribe(sum);
                return sum.text;
              }

              @Post("/form") String form(@Form String name, @Form List<String> tags) { return name + tags; }

              @Post("/upload") @Blocking @MaxBody(4_000_000)
              String upload(@Part String title, @Part BodyPart file) throws IOException {
                try (InputStream in = file.inputStream()) {
                  Sum sum = new Sum();
                  byte[] all = in.readAllBytes();
                  sum.add(all, all.length);
                  return title + " " + sum;
                }
              }

              static final class Sum implements Flow.Subscriber<ByteBuf> {
                final CompletableFuture<String> text = new CompletableFuture<>();
                private final CRC32 crc = new CRC32();
                private long count;
                private Flow.Subscription subscription;

                void add(byte[] bytes, int length) {
                  crc.update(bytes, 0, length);
                  count += length;
                }

                @Override public void onSubscribe(Flow.Subscription given) {
                  subscription = given;
                  given.request(1);
                }

                @Override public void onNext(ByteBuf buffer) {
                  byte[] part = new byte[buffer.readableBytes()];
                  buffer.readBytes(part);
                  buffer.release();
                  add(part, part.length);
                  subscription.request(1);
                }

                @Override public void onError(Throwable failure) { text.completeExceptionally(failure); }

                @Override public void onComplete() { text.complete(toString()); }

                @Override public String toString() { return count + ":" + crc.getValue(); }
              }
            }
            """;

    private static final String MESSAGES = """
            @Controller
            public final class Messages {
              @ProtoView("shop.NewOrder")
              interface Order {
                long userId();
                CharSequence note();
                Repeated<Line> lines();
                RepeatedInt quantities();
                Slice receipt();

                @ProtoView("shop.Line")
                interface Line {
                  CharSequence sku();
                  double price();
                }
              }

              @ProtoWriter("shop.NewOrder")
              interface OrderWriter {
                OrderWriter userId(long id);
                OrderWriter note(CharSequence text);
                OrderWriter quantities(int[] all);
                OrderWriter receipt(byte[] bytes);
                LineWriter beginLines();
                OrderWriter endLines();

                @ProtoWriter("shop.Line")
                interface LineWriter {
                  LineWriter sku(CharSequence text);
                  LineWriter price(double value);
                }
              }

              @io.avaje.jsonb.Json public record Coded(long id, String text, List<String> tags) {}

              public record Plain(long id, String text, List<String> tags) {}

              @Post("/view") void view(@Body Order in, OrderWriter out) { copy(in, out); }

              @Post("/view-waiting") @Blocking void viewWaiting(@Body Order in, OrderWriter out) { copy(in, out); }

              private static void copy(Order in, OrderWriter out) {
                out.userId(in.userId()).note(in.note());
                for (Order.Line line : in.lines()) {
                  out.beginLines().sku(line.sku()).price(line.price());
                  out.endLines();
                }
                int[] quantities = new int[in.quantities().size()];
                for (int i = 0; i < quantities.length; i++) {
                  quantities[i] = in.quantities().get(i);
                }
                out.quantities(quantities);
                out.receipt(in.receipt().toByteArray());
              }

              @Post("/view-later") CompletionStage<String> viewLater(@Body Order in) {
                StringBuilder text = new StringBuilder().append(in.userId()).append(in.note());
                for (Order.Line line : in.lines()) {
                  text.append(line.sku()).append(line.price());
                }
                String all = text.toString();
                return CompletableFuture.supplyAsync(() -> all, Values.LATER);
              }

              @Post("/message") com.google.protobuf.Type message(@Body com.google.protobuf.Type in) {
                return in.toBuilder().setName(in.getName() + "!").build();
              }

              @Post("/message-later")
              CompletionStage<com.google.protobuf.Type> messageLater(@Body com.google.protobuf.Type in) {
                return CompletableFuture.supplyAsync(() -> message(in), Values.LATER);
              }

              @Post("/coded") Coded coded(@Body Coded in) { return new Coded(in.id() + 1, in.text(), in.tags()); }

              @Post("/plain") Plain plain(@Body Plain in) { return new Plain(in.id() + 1, in.text(), in.tags()); }

              @Post("/plain-waiting") @Blocking Plain plainWaiting(@Body Plain in) { return plain(in); }
            }
            """;

    private EchoApp() {}

    /** Compiles the application and creates its router. */
    static Router router() throws ReflectiveOperationException {
        Compilation compilation = Compilation.with(new RouterProcessor(), new ProtoProcessor(), JsonbGenerator.create())
                .option("-Werror", "-Xlint:-auxiliaryclass")
                .descriptors(Descriptors.shop())
                .compile(
                        Source.of(API),
                        Source.of(IMPORTS + VALUES),
                        Source.of(IMPORTS + BODIES),
                        Source.of(IMPORTS + MESSAGES));
        assertThat(compilation.complaints()).isEmpty();
        return RunningApp.load(compilation).router();
    }
}
