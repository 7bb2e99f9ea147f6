package dev.interlock.http;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.bytes.Slice;
import org.junit.jupiter.api.Test;

class RequestHeadTest {
    @Test
    void findsFieldsWhateverTheCaseOfTheirNames() {
        RequestHead head = RequestFixture.get("/")
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
    void holdsMoreFieldsThanUsual() {
        RequestFixture fixture = RequestFixture.get("/");
        for (int i = 0; i < 100; i++) {
            fixture.header("n" + i, "v" + i);
        }
        RequestHead head = fixture.head();
        assertThat(head.fieldCount()).isEqualTo(100);
        assertThat(head.value(head.find("n99".getBytes(US_ASCII)), new Slice()).toString())
                .isEqualTo("v99");
    }

    @Test
    void resetForgetsEverything() {
        RequestHead head = RequestFixture.get("/a?b").header("host", "a.test").head();
        head.minorVersion(0);
        byte[] other = {};
        head.reset(other);
        assertThat(head.bytes()).isSameInstanceAs(other);
        assertThat(head.fieldCount()).isEqualTo(0);
        assertThat(head.find("host".getBytes(US_ASCII))).isEqualTo(-1);
        assertThat(head.queryFrom()).isEqualTo(-1);
        assertThat(head.queryTo()).isEqualTo(-1);
        assertThat(head.minorVersion()).isEqualTo(1);
        assertThat(head.targetTo() - head.targetFrom()).isEqualTo(0);
        assertThat(head.pathTo() - head.pathFrom()).isEqualTo(0);
        assertThat(head.methodTo() - head.methodFrom()).isEqualTo(0);
    }

    @Test
    void refusesAFieldThatThereIsNot() {
        RequestHead head = RequestFixture.get("/").header("host", "a.test").head();
        assertThrows(IndexOutOfBoundsException.class, () -> head.nameFrom(1));
        assertThrows(IndexOutOfBoundsException.class, () -> head.valueTo(-1));
    }
}
