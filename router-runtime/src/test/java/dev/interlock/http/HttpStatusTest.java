package dev.interlock.http;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpStatusTest {
    @ParameterizedTest
    @CsvSource({
        "200, OK",
        "404, Not Found",
        "413, Content Too Large",
        "414, URI Too Long",
        "416, Range Not Satisfiable",
        "422, Unprocessable Content",
        "503, Service Unavailable"
    })
    void matchesRfc(int status, String phrase) {
        assertThat(HttpStatus.phrase(status)).isEqualTo(phrase);
    }
}
