package dev.interlock.processor.testing;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.processor.RouterProcessor;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A generated router. It was compiled without a warning and loaded. Tests send requests to it without a server. */
public final class RunningApp {
    private final Router router;

    private RunningApp(Router router) {
        this.router = router;
    }

    /** Compiles the application {@code shop.Api}, and creates the instances that its router needs. */
    public static RunningApp of(String... sources) throws ReflectiveOperationException {
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .compile(Arrays.stream(sources).map(Source::of).toArray(Source[]::new));
        assertThat(compilation.complaints()).isEmpty();
        return load(compilation);
    }

    /** Does the same as {@link #of}, but also generates adapters with avaje-jsonb. */
    public static RunningApp withJson(String... sources) throws ReflectiveOperationException {
        return load(compileWithJson(sources));
    }

    /** Compiles sources, and generates adapters with avaje-jsonb. */
    public static Compilation compileWithJson(String... sources) {
        Compilation compilation = Compilation.with(new RouterProcessor(), JsonbGenerator.create())
                .option("-Werror", "-Xlint:-auxiliaryclass")
                .compile(Arrays.stream(sources).map(Source::of).toArray(Source[]::new));
        assertThat(compilation.complaints()).isEmpty();
        return compilation;
    }

    /** Loads the router of {@code shop.Api}. */
    public static RunningApp load(Compilation compilation) throws ReflectiveOperationException {
        Class<?> type = compilation.classLoader().loadClass("shop.ApiRouter");
        Method factory = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("of"))
                .min(Comparator.comparing(Method::getParameterCount))
                .orElseThrow();
        factory.setAccessible(true);
        Object[] instances = new Object[factory.getParameterCount()];
        for (int i = 0; i < instances.length; i++) {
            var constructor = factory.getParameterTypes()[i].getDeclaredConstructor();
            constructor.setAccessible(true);
            instances[i] = constructor.newInstance();
        }
        return new RunningApp((Router) factory.invoke(null, instances));
    }

    /** Wraps a router that the test has created itself. */
    public static RunningApp of(Router router) {
        return new RunningApp(router);
    }

    public List<RouteInfo> routes() {
        return router.routes();
    }

    /** Returns the description of a route. */
    public RouteInfo route(String method, String template) {
        return routes().stream()
                .filter(it -> it.method().equals(method) && it.template().equals(template))
                .findFirst()
                .orElseThrow();
    }

    public Router router() {
        return router;
    }

    public ReceivedResponse get(String target) throws Exception {
        return send("GET", target, "");
    }

    /**
     * Sends a request and waits for the response.
     *
     * @param headers header lines {@code name: value}
     */
    public ReceivedResponse send(String method, String target, String body, String... headers) throws Exception {
        return begin(method, target, body, headers).end();
    }

    /**
     * Sends a request. Returns when the handler has returned.
     *
     * @param headers header lines {@code name: value}
     */
    public Exchange begin(String method, String target, String body, String... headers) throws Exception {
        ByteWriter bytes = new ByteWriter(64);
        ReceivedHead head = new ReceivedHead();
        // Writes all other bytes first. The array may be replaced while it grows, and the head must refer to the final
        // array.
        int question = target.indexOf('?');
        String received = method + target + String.join("", headers);
        bytes.append(received.getBytes(UTF_8));
        head.reset(bytes.array());
        int from = method.length();
        int to = from + target.length();
        int pathTo = question < 0 ? to : from + question;
        head.method(0, from);
        head.target(from, to);
        head.path(from, pathTo);
        if (question >= 0) {
            head.query(pathTo + 1, to);
        }
        addFields(head, to, headers);
        return exchange(head, body);
    }

    private static void addFields(ReceivedHead head, int start, String... headers) {
        int at = start;
        for (String header : headers) {
            int colon = header.indexOf(": ");
            head.addField(at, at + colon, at + colon + 2, at + header.length());
            at += header.length();
        }
    }

    private Exchange exchange(ReceivedHead head, String body) throws Exception {
        RequestPath path = new RequestPath();
        int method = router.method(head.bytes(), head.methodFrom(), head.methodTo());
        int route = router.resolve(method, head.bytes(), head.pathFrom(), head.pathTo(), path);
        ReceivedRequest request = new ReceivedRequest();
        if (route >= 0) {
            RouteInfo info = router.route(route);
            request.begin(head, path, info, InetSocketAddress.createUnresolved("client.test", 4711));
            byte[] content = body.getBytes(UTF_8);
            if (info.streamedBody()) {
                request.body(new ArrivingBody(content));
            } else {
                request.body(content, 0, content.length);
            }
        }
        return new Exchange(router, route, request).handle();
    }
}
