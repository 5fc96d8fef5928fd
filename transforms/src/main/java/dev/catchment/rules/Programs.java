package dev.catchment.rules;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.UncheckedExecutionException;
import dev.cel.runtime.CelRuntime;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * The compiled programs of this process, so that the copies of a rule that a runner makes for its
 * threads share one. The {@value #MOST} that were asked for last are kept.
 */
final class Programs {
  private static final int MOST = 10_000;

  private static final Cache<Object, CelRuntime.Program> CACHE =
      CacheBuilder.newBuilder().maximumSize(MOST).build();

  private Programs() {}

  static CelRuntime.Program of(Rule rule, Supplier<CelRuntime.Program> compile) {
    try {
      return CACHE.get(rule.key(), compile::get);
    } catch (UncheckedExecutionException failed) {
      if (failed.getCause() instanceof RuleException wrong) {
        throw wrong;
      }
      throw failed;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
