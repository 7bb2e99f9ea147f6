package dev.interlock.protobuf;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.bytes.ByteWriter;
import org.junit.jupiter.api.Test;

class Utf8AppendableTest {
    @Test
    void appendsUtf8() throws Exception {
        ByteWriter target = new ByteWriter(1);
        Appendable text = new Utf8Appendable(target);
        text.append("a\ud83d\ude00").append('\u00e9').append("xbc\u20acx", 1, 4);
        assertThat(target.toString()).isEqualTo("a\ud83d\ude00\u00e9bc\u20ac");
    }
}
