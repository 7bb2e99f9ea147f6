package dev.interlock.jackson;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.internal.message.RequestFixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.ServiceConfigurationError;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class JacksonCodecsTest {
    private static final String MODULES = "META-INF/services/com.fasterxml.jackson.databind.Module";

    record Line(int count) {}

    /**
     * Class loader of an application. It counts the searches for Jackson modules. Each default configuration searches
     * once.
     */
    private static final class Applications extends ClassLoader {
        private final AtomicInteger searches = new AtomicInteger();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final String module;

        /** @param module class name that the class path declares as a Jackson module; the class need not exist */
        Applications(String module) {
            super(JacksonCodecsTest.class.getClassLoader());
            this.module = module;
        }

        Class<?> application() {
            return Proxy.newProxyInstance(this, new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null)
                    .getClass();
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            if (!name.equals(MODULES)) {
                return super.getResources(name);
            }
            searches.incrementAndGet();
            begun.countDown();
            await(goOn);
            return Collections.enumeration(Collections.singleton(new URL(null, "memory:modules", new Names(module))));
        }
    }

    /** Returns the same text as the content of each URL. */
    private static final class Names extends URLStreamHandler {
        private final String text;

        Names(String text) {
            this.text = text;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(text.getBytes(US_ASCII));
                }
            };
        }
    }

    private static String written(JacksonCodec<Line> codec, int count) {
        ByteWriter text = new ByteWriter(64);
        codec.write(text, new Line(count));
        return new String(text.array(), 0, text.length(), US_ASCII);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void firstUseCreatesDefaultOnce() throws Exception {
        Applications applications = new Applications("");
        JacksonCodecs codecs = JacksonCodecs.byDefault(applications.application());
        JacksonCodec<Line> one = codecs.codec(Line.class);
        JacksonCodec<Line> other = codecs.codec(Line.class);
        assertThat(applications.searches.get()).isEqualTo(0);
        FutureTask<String> first = new FutureTask<>(() -> written(one, 1));
        FutureTask<String> second = new FutureTask<>(() -> written(other, 2));
        new Thread(first).start();
        await(applications.begun);
        Thread waiting = new Thread(second);
        waiting.start();
        while (waiting.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }

        applications.goOn.countDown();

        assertThat(first.get()).isEqualTo("{\"count\":1}");
        assertThat(second.get()).isEqualTo("{\"count\":2}");
        assertThat(written(one, 3)).isEqualTo("{\"count\":3}");
        assertThat(applications.searches.get()).isEqualTo(1);
    }

    enum Kind {
        A1,
        A2,
        A3,
        A4,
        A5,
        A6,
        A7,
        A8,
        A9,
        A10,
        A11,
        A12,
        A13,
        A14,
        A15,
        A16,
        A17,
        A18,
        A19,
        A20,
        A21,
        A22,
        A23,
        A24,
        A25,
        A26,
        A27,
        A28,
        A29,
        A30,
        A31,
        A32,
        A33,
        A34,
        A35,
        A36,
        A37,
        A38,
        A39,
        A40,
        A41,
        A42,
        A43,
        A44,
        A45,
        A46,
        A47,
        A48,
        A49,
        A50,
        A51,
        A52,
        A53,
        A54,
        A55,
        A56,
        A57,
        A58,
        A59,
        A60
    }

    /**
     * The codec asks the mapper only once for the names of all constants. If it asked again for each body, it would
     * allocate more than 100 KB.
     */
    @Test
    void listsEnumNamesOnce() {
        JacksonCodec<Kind> codec = JacksonCodecs.of(JacksonCodecs.standard(JacksonCodecsTest.class))
                .codec(Kind.class);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            Request request = RequestFixture.request("POST", "/").body("\"B\"").begin();
            long before = threads.getCurrentThreadAllocatedBytes();
            HttpException refusal = assertThrows(HttpException.class, () -> codec.read(request));
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            assertThat((String) refusal.problem().extension("expected")).endsWith(", A60");
        }
        assertThat(least).isLessThan(40_000);
    }

    @Test
    void brokenDefaultFailsEachUse() {
        Applications applications = new Applications("dev.interlock.Missing");
        applications.goOn.countDown();
        Class<?> application = applications.application();
        String atTheStart = assertThrows(
                        ServiceConfigurationError.class, () -> JacksonCodecs.of(JacksonCodecs.standard(application)))
                .getMessage();
        JacksonCodec<Line> codec = JacksonCodecs.byDefault(application).codec(Line.class);

        for (int i = 0; i < 2; i++) {
            assertThat(assertThrows(ServiceConfigurationError.class, () -> written(codec, 1)))
                    .hasMessageThat()
                    .isEqualTo(atTheStart);
        }
    }
}
