package io.hindsight.testing;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Suites that are to run on images are skipped where no container engine is found. */
public final class ImagesCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return ImageServer.WANTED && !DockerClientFactory.instance().isDockerAvailable()
                ? disabled("there is no container engine")
                : enabled("its servers are to be had");
    }
}
