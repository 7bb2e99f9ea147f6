package dev.interlock.internal.message;

import static com.google.common.truth.Truth.assertThat;

import com.sun.management.ThreadMXBean;
import dev.interlock.generated.bind.Parameter;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.FieldLine;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Fields;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.memory.MemoryMeter;
import dev.interlock.internal.negotiate.RouteTable;
import dev.interlock.internal.negotiate.RouteTypes;
import dev.interlock.internal.negotiate.Variants;
import dev.interlock.internal.negotiate.VariantsFixture;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A request in steady state allocates nothing on the heap. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 1_000;

    private static final FieldNames QUERY = FieldNames.of("limit", "after", "name", "none");
    private static final Parameter LIMIT = Parameter.query("limit");
    private static final Parameter AFTER = Parameter.query("after");
    private static final Parameter NONE = Parameter.query("none").orElse("20");
    private static final FieldNames HEADERS = FieldNames.ofHeaders("x-shard", "accept");
    private static final Parameter SHARD = Parameter.header("x-shard");
    private static final FieldLine CACHE = FieldLine.of("cache-control", "no-store");
    private static final RouteInfo ROUTE =
            RouteInfo.of(0, "GET", "/", "t.T.m").consumes("text/*").produces("text/plain", "text/html");
    private static final RouteInfo SEVERAL = ROUTE.produces("text/csv;charset=utf-8", "application/json", "text/html");
    private static final RouteTable VARIANTS = new RouteTable(new VariantsFixture(
            ROUTE.consumes("text/plain").variants(1, 2),
            RouteInfo.of(1, "GET", "/", "t.T.n").consumes("application/json").produces("application/json"),
            RouteInfo.of(2, "GET", "/", "t.T.o").consumes("application/json").produces("text/html")));
    private static final RouteTypes TYPES = RouteTypes.of(ROUTE);

    private static final RouteTable TABLE = new RouteTable(new VariantsFixture(SEVERAL));

    private final ReceivedRequest request = new ReceivedRequest();
    private final EncodedResponse response = new EncodedResponse();
    private final RequestPath path = new RequestPath();
    private final SocketAddress remote = InetSocketAddress.createUnresolved("client.test", 1);
    private final ReceivedHead head = RequestFixture.get(
                    "/?limit=100&name=a+b%20c&x=%zz&after=-9223372036854775808&limit=7")
            .header("Host", "a.test")
            .header("Accept", "text/html;q=0, text/plain;charset=utf-8;q=0.5")
            .header("X-Shard", "12")
            .head();

    private final List<ReceivedHead> usualHeads = Stream.of(
                    "*/*",
                    "application/json",
                    "application/json, text/plain, */*",
                    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8")
            .map(accept -> RequestFixture.request("POST", "/")
                    .header("Content-Type", "application/json")
                    .header("Accept", accept)
                    .head())
            .toList();

    private long sum;

    @Test
    void queryParametersAllocateNothing() {
        assertThat(allocatedBy(this::readQuery)).isEqualTo(0);
        assertThat(sum).isNotEqualTo(0);
    }

    @Test
    void headersAndNegotiationAllocateNothing() {
        assertThat(allocatedBy(this::readHeaders)).isEqualTo(0);
        assertThat(sum).isNotEqualTo(0);
    }

    @Test
    void typeSelectionAllocatesNothing() {
        request.attach(TABLE, Integer.MAX_VALUE, MemoryMeter.FREE, RequestId.RANDOM);
        assertThat(allocatedBy(this::negotiate)).isEqualTo(0);
        assertThat(response.fields().toString()).isEqualTo("vary: accept\r\ncontent-type: text/html\r\n");
        assertThat(sum).isNotEqualTo(0);
    }

    @Test
    void variantSelectionAllocatesNothing() {
        assertThat(allocatedBy(this::choose)).isEqualTo(0);
        assertThat(sum).isNotEqualTo(0);
    }

    @Test
    void responsesAllocateNothing() {
        assertThat(allocatedBy(this::respond)).isEqualTo(0);
        assertThat(response.body().toString()).isEqualTo("1234567");
    }

    private void readQuery() {
        request.begin(head, path, ROUTE, remote);
        Fields query = request.query(QUERY);
        sum += LIMIT.toInt(query.first(0)) + AFTER.toLong(query.first(1)) + NONE.toInt(query.first(3));
        sum += query.count(0) + query.value(0, 1).length() + query.value(2, 0).length();
        request.setAttribute("user", this);
        request.end();
    }

    private void readHeaders() {
        request.begin(head, path, ROUTE, remote);
        sum += SHARD.toInt(request.headers(HEADERS).first(0));
        sum += TYPES.areAcceptedBy(head) ? 1 : 0;
        sum += TYPES.consumes(request.contentType()) ? 1 : 0;
        sum += request.method().length();
        request.end();
    }

    private void negotiate() {
        for (int i = 0; i < usualHeads.size(); i++) {
            response.reset();
            request.begin(usualHeads.get(i), path, SEVERAL, remote);
            Results.negotiate(request, response);
            sum += Results.typeOf(response) + Bodies.typeOf(request);
            request.end();
        }
    }

    private void choose() {
        Variants variants = VARIANTS.variants(0);
        for (int i = 0; i < usualHeads.size() && variants != null; i++) {
            request.begin(usualHeads.get(i), path, ROUTE, remote);
            sum += variants.choose(usualHeads.get(i), request.contentType(), true);
            request.end();
        }
    }

    private void respond() {
        response.reset();
        response.status(201).header(CACHE).header("x-id", "7").header("x-id", "8");
        Results.writeText(response, 1234567L);
    }

    private static long allocatedBy(Runnable exchange) {
        run(exchange, WARM_UP);
        // Background compilation may still replace code, and deoptimization allocates. So the best of several rounds
        // counts.
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20 && least > 0; round++) {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            run(exchange, MEASURED);
            long after = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            least = Math.min(least, after - before);
        }
        return least;
    }

    private static void run(Runnable exchange, int times) {
        for (int i = 0; i < times; i++) {
            exchange.run();
        }
    }
}
