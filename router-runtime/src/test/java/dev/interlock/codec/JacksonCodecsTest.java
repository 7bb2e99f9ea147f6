package dev.interlock.codec;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.bytes.ByteWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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

    /** Has a class of an application, and notes how often the modules of Jackson are looked for, as each default does once. */
    private static final class Applications extends ClassLoader {
        private final AtomicInteger searches = new AtomicInteger();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final String module;

        /** @param module the class of one that the class path names, or none */
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

    /** Serves a text. */
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
    void theDefaultIsMadeOnceByTheFirstCodecThatIsUsedWhileOthersWait() throws Exception {
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

    @Test
    void aDefaultThatCannotBeMadeIsToldByEachUseAsByAConfigurationAtTheStart() {
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
