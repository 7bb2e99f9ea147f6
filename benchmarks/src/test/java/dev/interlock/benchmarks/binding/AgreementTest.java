package dev.interlock.benchmarks.binding;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that generated code and Netty's decoder bind the same values. */
final class AgreementTest {
    @ParameterizedTest
    @EnumSource
    void bothBindTheSame(Queries queries) throws Exception {
        BindingBenchmark own = new BindingBenchmark();
        own.queries = queries;
        own.prepare();
        own.interlock();
        BindingBenchmark netty = new BindingBenchmark();
        netty.queries = queries;
        netty.prepare();
        netty.netty();
        assertThat(own.sum()).isGreaterThan(0L);
        assertThat(own.sum()).isEqualTo(netty.sum());
    }
}
