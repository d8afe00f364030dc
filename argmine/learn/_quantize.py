"""An ONNX encoder in 8 bits: its products by onnxruntime, its embeddings with a scale for each row."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

# Smaller tables are not worth a scale.
_FEWEST_ROWS = 64
_LARGEST = 127


def quantize(path: Path) -> onnx.ModelProto:
    """Return the ONNX model at `path` with its matrices in 8 bits.

    onnxruntime would store an embedding with one scale for all of its rows, which costs a point of F1.
    """
    with TemporaryDirectory() as folder:
        products = Path(folder) / "products.onnx"
        quantize_dynamic(path, products, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"])
        model = onnx.load(products)
    graph = model.graph
    tables = {tensor.name: tensor for tensor in graph.initializer if _is_table(tensor)}
    nodes = [part for node in graph.node for part in _looked_up(graph, node, tables)]
    used = {name for node in nodes for name in node.input}
    kept = [tensor for tensor in graph.initializer if tensor.name in used]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes)
    return model


def _is_table(tensor: onnx.TensorProto) -> bool:
    floats = tensor.data_type == onnx.TensorProto.FLOAT
    return floats and len(tensor.dims) == 2 and tensor.dims[0] >= _FEWEST_ROWS


def _looked_up(
    graph: onnx.GraphProto, node: onnx.NodeProto, tables: dict[str, onnx.TensorProto]
) -> list[onnx.NodeProto]:
    """Replace a look-up by one in 8 bits that makes only the rows whole that it has found."""
    if node.op_type != "Gather" or node.input[0] not in tables:
        return [node]
    name, (out,) = node.input[0], node.output
    values = numpy_helper.to_array(tables[name])
    scale = np.maximum(np.abs(values).max(axis=1, keepdims=True), 1e-12).astype(np.float32) / _LARGEST
    graph.initializer.append(numpy_helper.from_array(np.round(values / scale).astype(np.int8), f"{name}.codes"))
    graph.initializer.append(numpy_helper.from_array(scale, f"{name}.scale"))
    return [
        helper.make_node("Gather", [f"{name}.codes", node.input[1]], [f"{out}.codes"], axis=0),
        helper.make_node("Cast", [f"{out}.codes"], [f"{out}.whole"], to=onnx.TensorProto.FLOAT),
        helper.make_node("Gather", [f"{name}.scale", node.input[1]], [f"{out}.scale"], axis=0),
        helper.make_node("Mul", [f"{out}.whole", f"{out}.scale"], [out]),
    ]
