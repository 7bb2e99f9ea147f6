package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http.RouteInfo;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.testing.AllocationProbe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests factories that create the filters of bindings, and the arguments that these factories receive. */
final class FilterFactoriesTest {
    private static final String IMPORTS = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.annotation.UseFilters;
            import dev.interlock.http.*;
            import java.lang.annotation.*;
            import java.util.concurrent.*;

            """;

    /** Compiles an application that has one controller. */
    private static RunningApp run(String orders, String... others) throws ReflectiveOperationException {
        List<String> sources = new ArrayList<>(List.of(others));
        sources.add(IMPORTS + orders);
        sources.add(IMPORTS + "@HttpApp(controllers = Orders.class) public final class Api {}");
        return RunningApp.of(sources.toArray(String[]::new));
    }

    @Test
    void factoryReceivesAllKindsOfMembers() throws Exception {
        String all = IMPORTS + """
                @FilterBinding(Alls.class)
                @Retention(RetentionPolicy.RUNTIME)
                @interface All {
                  boolean flag(); byte b(); short s(); int i(); long l() default -5; float f(); double d(); char c();
                  String text(); Class<?> type(); Class<? extends Number>[] types(); TimeUnit unit(); TimeUnit[] units();
                  Part part(); Part[] parts() default {@Part(2), @Part(3)}; int[] ints(); String[] none() default {};
                }

                """;
        String part = IMPORTS + """
                @Retention(RetentionPolicy.RUNTIME) @interface Part { int value(); String unit() default "%"; }
                """;
        String factory = IMPORTS + """
                final class Alls implements FilterFactory<All> {
                  @Override public Filter create(All all, RouteInfo route) {
                    all.ints()[0] = 0;
                    String text = all.flag() + " " + all.b() + all.s() + all.i() + all.l() + " " + all.f() + " " + all.d()
                        + all.c() + all.text() + all.type().getSimpleName() + all.types()[1].getSimpleName() + all.unit()
                        + all.units().length + all.part().value() + all.part().unit() + all.parts()[1].value()
                        + all.ints()[0] + all.none().length + all.annotationType().getSimpleName();
                    boolean isEqual;
                    try {
                      isEqual = Orders.class.getDeclaredMethod("list").getAnnotation(All.class).equals(all)
                          && all.equals(Orders.class.getDeclaredMethod("list").getAnnotation(All.class));
                    } catch (NoSuchMethodException e) {
                      throw new IllegalStateException(e);
                    }
                    return new Filter() {
                      @Override public void finish(Request request, Response response) {
                        response.header("all", text).header("equal", "" + isEqual);
                      }
                    };
                  }
                }
                """;
        String orders = """
                @Controller("/orders")
                public final class Orders {
                  @Get
                  @All(flag = true, b = -1, s = 2, i = 3, f = 0.5f, d = 1e-3, c = 'z', text = "a\\"b", type = int[].class,
                      types = {Long.class, Double.class}, unit = TimeUnit.DAYS, units = {TimeUnit.HOURS}, part = @Part(9),
                      ints = {7, 8})
                  String list() { return ""; }
                }
                """;
        String fields = run(orders, all, part, factory).get("/orders").fields();
        assertThat(fields).contains("all: true -123-5 0.5 0.001za\"bint[]DoubleDAYS19%370All");
        assertThat(fields).contains("equal: true");
    }

    @Test
    void factoryReceivesInfoOfRoute() throws Exception {
        String seen = IMPORTS + """
                @FilterBinding(Seens.class) @Retention(RetentionPolicy.RUNTIME) @interface Seen {}
                """;
        String factory = IMPORTS + """
                final class Seens implements FilterFactory<Seen> {
                  static final java.util.List<RouteInfo> ROUTES = new java.util.ArrayList<>();
                  @Override public Filter create(Seen seen, RouteInfo route) {
                    ROUTES.add(route);
                    return new Filter() {};
                  }
                }
                """;
        String orders = """
                @Controller("/orders") @Seen
                public final class Orders {
                  @Get({"/b", "/a"}) String list() { return ""; }
                  @Post @Seen void add() {}
                }
                """;
        RunningApp running = run(orders, seen, factory);
        List<?> routes = (List<?>) field(running.router().getClass().getClassLoader(), "shop.Seens", "ROUTES");
        assertThat(routes).containsExactlyElementsIn(running.routes());
        assertThat(((RouteInfo) routes.get(0)).handler()).isEqualTo("shop.Orders.add");
    }

    @Test
    void createdFilterAllocatesNothing() throws Exception {
        String count = IMPORTS + """
                @FilterBinding(Counts.class) @Retention(RetentionPolicy.RUNTIME) @interface Count { int value(); }
                """;
        String factory = IMPORTS + """
                final class Counts implements FilterFactory<Count> {
                  @Override public Filter create(Count count, RouteInfo route) {
                    return new Filter() {
                      private final java.util.concurrent.atomic.AtomicLong left =
                          new java.util.concurrent.atomic.AtomicLong(count.value());
                      @Override public boolean before(Request request, Response response) {
                        return left.decrementAndGet() > 0;
                      }
                    };
                  }
                }
                """;
        String orders = """
                @Controller("/orders")
                public final class Orders { @Get @Count(1_000_000_000) long list() { return 7; } }
                """;
        AllocationProbe.of(run(orders, count, factory).router()).get("/orders").assertNothingAllocated();
    }

    @Test
    void bindingMayDecodeBodies() throws Exception {
        String decode = IMPORTS + """
                @FilterBinding(Decodes.class) @Retention(RetentionPolicy.RUNTIME) @interface Decode {}
                """;
        String factory = IMPORTS + """
                final class Decodes implements FilterFactory<Decode> {
                  @Override public dev.interlock.filter.Decompression create(Decode decode, RouteInfo route) {
                    return dev.interlock.filter.Decompression.standard();
                  }
                }
                """;
        String orders = """
                @Controller("/orders")
                public final class Orders {
                  @Post @Decode void add(@Body String text) {}
                  @Put void set(@Body String text) {}
                }
                """;
        RunningApp running = run(orders, decode, factory);
        assertThat(running.route("POST", "/orders").decodesBody()).isTrue();
        assertThat(running.route("PUT", "/orders").decodesBody()).isFalse();
    }

    private static Object field(ClassLoader loader, String type, String name) throws ReflectiveOperationException {
        var field = loader.loadClass(type).getDeclaredField(name);
        field.setAccessible(true);
        return field.get(null);
    }
}
