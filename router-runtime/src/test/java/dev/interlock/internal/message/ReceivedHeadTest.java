package dev.interlock.internal.message;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.bytes.Slice;
import dev.interlock.http.Protocol;
import org.junit.jupiter.api.Test;

class ReceivedHeadTest {
    @Test
    void findsFieldsInAnyCase() {
        ReceivedHead head = RequestFixture.get("/")
                .header("Host", "a.test")
                .header("ACCEPT", "text/*")
                .header("accept", "*/*")
                .head();
        byte[] accept = "accept".getBytes(US_ASCII);
        assertThat(head.find(accept)).isEqualTo(1);
        assertThat(head.find(accept, 2)).isEqualTo(2);
        assertThat(head.find(accept, 3)).isEqualTo(-1);
        assertThat(head.find("accep".getBytes(US_ASCII))).isEqualTo(-1);
        assertThat(head.value(1, new Slice()).toString()).isEqualTo("text/*");
    }

    @Test
    void growsForManyFields() {
        RequestFixture fixture = RequestFixture.get("/");
        for (int i = 0; i < 100; i++) {
            fixture.header("n" + i, "v" + i);
        }
        ReceivedHead head = fixture.head();
        assertThat(head.fieldCount()).isEqualTo(100);
        assertThat(head.value(head.find("n99".getBytes(US_ASCII)), new Slice()).toString())
                .isEqualTo("v99");
    }

    @Test
    void keepsRoomForUsualHead() {
        ReceivedHead head = headOf(16);
        assertThat(head.extraBytes()).isEqualTo(0);
        head = headOf(64);
        assertThat(head.extraBytes()).isEqualTo(64 * 16);
        head.trim();
        assertThat(head.extraBytes()).isEqualTo(64 * 16);
        head.giveUpFields();
        assertThat(head.extraBytes()).isEqualTo(0);
    }

    @Test
    void freesRoomForManyFields() {
        ReceivedHead head = headOf(65);
        assertThat(head.extraBytes()).isEqualTo(128 * 16);
        head.forget();
        assertThat(head.extraBytes()).isEqualTo(0);
        assertThat(head.fieldCount()).isEqualTo(0);
        head.addField(1, 2, 3, 4);
        assertThat(head.valueTo(0)).isEqualTo(4);
    }

    private static ReceivedHead headOf(int fields) {
        RequestFixture fixture = RequestFixture.get("/");
        for (int i = 0; i < fields; i++) {
            fixture.header("n" + i, "v" + i);
        }
        return fixture.head();
    }

    @Test
    void resetForgetsEverything() {
        ReceivedHead head = RequestFixture.get("/a?b").header("host", "a.test").head();
        head.protocol(Protocol.HTTP_1_0);
        head.secure(true);
        head.authority(1, 3);
        byte[] other = {};
        head.reset(other);
        assertThat(head.bytes()).isSameInstanceAs(other);
        assertThat(head.fieldCount()).isEqualTo(0);
        assertThat(head.find("host".getBytes(US_ASCII))).isEqualTo(-1);
        assertThat(head.queryFrom()).isEqualTo(-1);
        assertThat(head.queryTo()).isEqualTo(-1);
        assertThat(head.protocol()).isEqualTo(Protocol.HTTP_1_1);
        assertThat(head.isSecure()).isFalse();
        assertThat(head.authorityTo() - head.authorityFrom()).isEqualTo(0);
        assertThat(head.targetTo() - head.targetFrom()).isEqualTo(0);
        assertThat(head.pathTo() - head.pathFrom()).isEqualTo(0);
        assertThat(head.methodTo() - head.methodFrom()).isEqualTo(0);
    }

    @Test
    void copyHasTheSameParts() {
        ReceivedHead head = RequestFixture.get("/a?b").header("host", "a.test").head();
        head.protocol(Protocol.HTTP_2);
        head.secure(true);
        head.authority(head.valueFrom(0), head.valueTo(0));
        ReceivedHead copy = new ReceivedHead();
        byte[] moved = new byte[head.bytes().length + 7];
        System.arraycopy(head.bytes(), 0, moved, 7, head.bytes().length);
        copy.copyFrom(head, moved, 7);
        assertThat(copy.protocol()).isEqualTo(Protocol.HTTP_2);
        assertThat(copy.isSecure()).isTrue();
        assertThat(text(moved, copy.authorityFrom(), copy.authorityTo())).isEqualTo("a.test");
        assertThat(text(moved, copy.targetFrom(), copy.targetTo())).isEqualTo("/a?b");
        assertThat(text(moved, copy.valueFrom(0), copy.valueTo(0))).isEqualTo("a.test");
    }

    @Test
    void copyKeepsMissingAuthority() {
        ReceivedHead copy = new ReceivedHead();
        ReceivedHead head = RequestFixture.get("/").head();
        copy.copyFrom(head, head.bytes(), -2);
        assertThat(copy.authorityFrom()).isEqualTo(0);
        assertThat(copy.authorityTo()).isEqualTo(0);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, US_ASCII);
    }

    @Test
    void rejectsFieldIndexOutOfRange() {
        ReceivedHead head = RequestFixture.get("/").header("host", "a.test").head();
        assertThrows(IndexOutOfBoundsException.class, () -> head.nameFrom(1));
        assertThrows(IndexOutOfBoundsException.class, () -> head.valueTo(-1));
    }
}
