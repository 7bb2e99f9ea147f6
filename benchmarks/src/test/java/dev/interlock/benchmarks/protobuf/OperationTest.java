package dev.interlock.benchmarks.protobuf;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OperationTest {
    @ParameterizedTest
    @EnumSource
    void eachOperationHasBenchmark(Operation operation) throws Exception {
        String method = operation.benchmark();
        assertThat(ProtobufBenchmark.class.getMethod(method).getName()).isEqualTo(method);
        assertThat(Operation.ofBenchmark(ProtobufBenchmark.class.getName() + "." + method))
                .isEqualTo(operation);
    }
}
