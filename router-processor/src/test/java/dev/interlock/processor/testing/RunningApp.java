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

/** A router that was generated, compiled without a warning and loaded. Tests send it requests without a server. */
public final class RunningApp {
    private final Router router;

    private RunningApp(Router router) {
        this.router = router;
    }

    /** Compiles the sources of the application {@code shop.Api}, and creates the instances that its router takes. */
    public static RunningApp of(String... sources) throws ReflectiveOperationException {
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .compile(Arrays.stream(sources).map(Source::of).toArray(Source[]::new));
        assertThat(compilation.complaints()).isEmpty();
        return load(compilation);
    }

    /** Compiles and loads like {@link #of}, with the adapters that avaje-jsonb generates. */
    public static RunningApp withJson(String... sources) throws ReflectiveOperationException {
        return load(compileWithJson(sources));
    }

    /** Compiles sources with the adapters that avaje-jsonb generates. */
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

    /** Wraps a router that a test has created. */
    public static RunningApp of(Router router) {
        return new RunningApp(router);
    }

    public List<RouteInfo> routes() {
        return router.routes();
    }

    /** Returns the facts about a route. */
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
     * Sends a request and returns after its handler has returned.
     *
     * @param headers header lines {@code name: value}
     */
    public Exchange begin(String method, String target, String body, String... headers) throws Exception {
        ByteWriter bytes = new ByteWriter(64);
        ReceivedHead head = new ReceivedHead();
        // Write everything else before the head takes the array, because the array may be replaced while it grows.
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
