package dev.interlock.internal.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.RouteInfo;
import java.net.InetSocketAddress;

/** Builds requests for tests. Fills the head as a protocol engine would. */
public final class RequestFixture {
    private final ByteWriter bytes = new ByteWriter(64);
    private final ReceivedHead head = new ReceivedHead();
    private RouteInfo route = RouteInfo.of(0, "GET", "/", "test.Test.get");
    private byte[] body = {};

    private RequestFixture(String method, String target) {
        head.reset(bytes.array());
        int methodFrom = append(method);
        head.method(methodFrom, bytes.length());
        int from = append(target);
        int question = target.indexOf('?');
        int pathTo = question < 0
                ? bytes.length()
                : from + target.substring(0, question).getBytes(UTF_8).length;
        head.target(from, bytes.length());
        head.path(from, pathTo);
        if (question >= 0) {
            head.query(pathTo + 1, bytes.length());
        }
    }

    public static RequestFixture get(String target) {
        return new RequestFixture("GET", target);
    }

    public static RequestFixture request(String method, String target) {
        return new RequestFixture(method, target);
    }

    /** Creates a request with a query of these bytes. */
    public static RequestFixture withQuery(byte[] query) {
        RequestFixture fixture = get("/?");
        int from = fixture.bytes.length();
        fixture.bytes.append(query);
        fixture.head.query(from, fixture.bytes.length());
        return fixture;
    }

    public RequestFixture header(String name, String value) {
        int nameFrom = append(name);
        int valueFrom = append(value);
        head.addField(nameFrom, valueFrom, valueFrom, bytes.length());
        return this;
    }

    public RequestFixture route(RouteInfo info) {
        route = info;
        return this;
    }

    public RequestFixture body(String text) {
        return body(text.getBytes(UTF_8));
    }

    public RequestFixture body(byte[] content) {
        body = content;
        return this;
    }

    private int append(String text) {
        int from = bytes.length();
        bytes.append(text);
        return from;
    }

    /** Returns the head. Nothing may be appended after that, because a larger array would replace the head's array. */
    public ReceivedHead head() {
        ReceivedHead complete = new ReceivedHead();
        complete.reset(bytes.array());
        complete.method(head.methodFrom(), head.methodTo());
        complete.target(head.targetFrom(), head.targetTo());
        complete.path(head.pathFrom(), head.pathTo());
        complete.query(head.queryFrom(), head.queryTo());
        for (int i = 0; i < head.fieldCount(); i++) {
            complete.addField(head.nameFrom(i), head.nameTo(i), head.valueFrom(i), head.valueTo(i));
        }
        return complete;
    }

    /** Begins the request, as if a handler were about to run. */
    public ReceivedRequest begin() {
        ReceivedRequest request = new ReceivedRequest();
        begin(request);
        return request;
    }

    public void begin(ReceivedRequest request) {
        request.begin(head(), new RequestPath(), route, InetSocketAddress.createUnresolved("client.test", 4711));
        // The body does not begin at index 0, so that tests notice code that takes the whole array for the body.
        byte[] received = new byte[body.length + 5];
        System.arraycopy(body, 0, received, 3, body.length);
        request.body(received, 3, 3 + body.length);
    }
}
