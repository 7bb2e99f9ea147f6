package dev.interlock.internal.message;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.generated.scope.RequestKey;
import dev.interlock.generated.scope.RequestScoped;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.form.FormSettings;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class RequestScopesTest {
    private static final RequestKey<Buffer> FIRST = RequestKey.of(Buffer::new);
    private static final RequestKey<Buffer> SECOND = RequestKey.of(Buffer::new);
    private static final RequestKey<Buffer> THIRD = RequestKey.of(Buffer::new);

    private final ReceivedRequest request = new ReceivedRequest(100);

    /** Grows to the requested size. */
    private static final class Buffer implements RequestScoped {
        private int bytes;
        private int ends;
        private boolean open;

        Buffer grow(int wanted) {
            bytes = Math.max(bytes, wanted);
            open = true;
            return this;
        }

        @Override
        public void endOfRequest(int retainedBytes) {
            bytes = Math.min(bytes, retainedBytes);
            ends++;
            open = false;
        }

        @Override
        public int retainedBytes() {
            return bytes;
        }
    }

    private ReceivedRequest begin() {
        RequestFixture.get("/").begin(request);
        return request;
    }

    @Test
    void reusesObjectAndEndsItWithEachRequest() {
        Buffer first = begin().scoped(FIRST).grow(10);
        assertThat(request.scoped(FIRST)).isSameInstanceAs(first);
        assertThat(request.scoped(SECOND)).isNotSameInstanceAs(first);
        request.end();
        assertThat(first.open).isFalse();
        assertThat(first.ends).isEqualTo(1);
        begin().end();
        assertThat(first.ends).isEqualTo(1);
        assertThat(begin().scoped(FIRST)).isSameInstanceAs(first);
    }

    @Test
    void nextRequestEndsPreviousUse() {
        Buffer first = begin().scoped(FIRST).grow(10);
        request.begin(
                RequestFixture.get("/").head(),
                new RequestPath(),
                RouteInfo.of(0, "GET", "/", "test.Test.get"),
                InetSocketAddress.createUnresolved("client.test", 4711));
        assertThat(first.open).isFalse();
    }

    @Test
    void rejectsUseAfterRequest() {
        begin().end();
        assertThrows(IllegalStateException.class, () -> request.scoped(FIRST));
    }

    @Test
    void keepsFrequentlyUsedObjects() {
        for (int i = 0; i < 3; i++) {
            begin().scoped(FIRST).grow(90);
            request.end();
            assertThat(request.retainedBytes()).isEqualTo(90);
        }
    }

    @Test
    void limitsTotalRetainedBytes() {
        Buffer first = begin().scoped(FIRST).grow(90);
        request.end();
        begin().scoped(SECOND).grow(5);
        request.end();
        assertThat(request.retainedBytes()).isEqualTo(95);
        Buffer second = begin().scoped(SECOND).grow(20);
        request.end();
        assertThat(first.bytes).isEqualTo(0);
        assertThat(second.bytes).isEqualTo(20);
        assertThat(request.retainedBytes()).isEqualTo(20);
    }

    @Test
    void objectsOfRequestShareLimit() {
        begin();
        Buffer first = request.scoped(FIRST).grow(70);
        Buffer second = request.scoped(SECOND).grow(70);
        Buffer third = request.scoped(THIRD).grow(1000);
        request.end();
        assertThat(first.bytes + second.bytes + third.bytes).isAtMost(100);
        assertThat(request.retainedBytes()).isEqualTo(first.bytes + second.bytes + third.bytes);
    }

    @Test
    void reusesNothingInStrictMode() {
        ReceivedRequest fresh = new ReceivedRequest(100, false, FormSettings.DEFAULT);
        RequestFixture.get("/").begin(fresh);
        Buffer first = fresh.scoped(FIRST).grow(10);
        assertThat(fresh.scoped(FIRST)).isSameInstanceAs(first);
        fresh.end();
        assertThat(first.ends).isEqualTo(1);
        assertThat(fresh.retainedBytes()).isEqualTo(0);
        RequestFixture.get("/").begin(fresh);
        assertThat(fresh.scoped(FIRST)).isNotSameInstanceAs(first);
        assertThat(first.open).isFalse();
    }
}
