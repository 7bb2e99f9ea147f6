package dev.interlock.http2.internal.stream;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9218 section 4. */
final class PriorityTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''              | 3 | false
            u=0             | 0 | false
            u=7, i          | 7 | true
            i               | 3 | true
            i, u=1          | 1 | true
            'u=5 , i=?1'    | 5 | true
            i=?1, i=?0      | 3 | false
            u=1, u=2        | 2 | false
            u=1;x=2, i;y    | 1 | true
            u=8             | 3 | false
            u=-1            | 3 | false
            u=10            | 3 | false
            u               | 3 | false
            i=1             | 3 | false
            a=1, u=2, b     | 2 | false
            ,,u=4           | 4 | false
            """)
    void reads(String value, int urgency, boolean incremental) {
        byte[] bytes = ("x" + value).getBytes(ISO_8859_1);
        int priority = Priority.parse(bytes, 1, bytes.length);
        assertThat(Priority.urgency(priority)).isEqualTo(urgency);
        assertThat(Priority.isIncremental(priority)).isEqualTo(incremental);
    }
}
