package dev.interlock.benchmarks.binding;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.Router;
import dev.interlock.internal.http1.HeadParser;
import dev.interlock.internal.http1.Limits;
import dev.interlock.internal.http1.Progress;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.syntax.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Measures the time to bind the parameters of a request, in nanoseconds. The head is read and the route is found before
 * the measurement begins. The measurement ends when the handler has its parameters.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Queries.VARIANTS)
@State(Scope.Thread)
public class BindingBenchmark {
    /**
     * Number of bytes after the request that a parser may read, because it reads whole words. The server has the same
     * padding.
     */
    private static final int SLACK = Long.BYTES;

    private static final InetSocketAddress CLIENT = new InetSocketAddress(0);

    @Param
    public Queries queries = Queries.ONE;

    private final Search search = new Search();
    private final Router router = SearchAppRouter.of(search);
    private final ReceivedRequest request = new ReceivedRequest();
    private final EncodedResponse response = new EncodedResponse();
    private final ReceivedHead[] heads = new ReceivedHead[Queries.VARIANTS];
    private final RequestPath path = new RequestPath();
    private final String[] targets = new String[Queries.VARIANTS];
    private int route;

    /** Reads all heads and finds their common route. */
    @Setup
    public void prepare() {
        for (int i = 0; i < Queries.VARIANTS; i++) {
            targets[i] = queries.target(i);
            byte[] bytes = ("GET " + targets[i] + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII);
            heads[i] = new ReceivedHead();
            HeadParser parser = new HeadParser(Limits.DEFAULT, heads[i]);
            parser.begin(Arrays.copyOf(bytes, bytes.length + SLACK), 0);
            if (parser.parse(bytes.length) != Progress.DONE) {
                throw new IllegalStateException(parser.refusal().detail());
            }
            route = router.resolve(HttpMethod.GET, heads[i].bytes(), heads[i].pathFrom(), heads[i].pathTo(), path);
        }
    }

    /** Returns the sum of all parameters that the handlers received. */
    long sum() {
        return search.sum();
    }

    /** Binds with Interlock's generated code. */
    @Benchmark
    public void interlock() throws Exception {
        for (ReceivedHead head : heads) {
            request.begin(head, path, router.routes().get(route), CLIENT);
            router.handle(route, request, response);
            request.end();
        }
    }

    /** Binds with Netty's QueryStringDecoder and the parsers of the JDK. */
    @Benchmark
    public void netty() {
        for (String target : targets) {
            Map<String, List<String>> parameters = new QueryStringDecoder(target).parameters();
            if (queries == Queries.ONE) {
                search.list(Long.parseLong(first(parameters, "page")));
            } else {
                search.search(
                        first(parameters, "text"),
                        Long.parseLong(first(parameters, "category")),
                        Integer.parseInt(first(parameters, "limit")),
                        Search.SortOrder.valueOf(first(parameters, "sort")),
                        Boolean.parseBoolean(first(parameters, "stocked")));
            }
        }
    }

    private static String first(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.get(name);
        if (values == null) {
            throw new IllegalStateException(name + " is missing");
        }
        return values.get(0);
    }
}
