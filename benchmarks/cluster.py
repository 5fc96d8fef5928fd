"""The usual clustering script: cluster.py TABLE OUTPUT K"""

import sys

import pandas
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

source, target, k = sys.argv[1:]
table = pandas.read_csv(source)
points = PCA(2).fit_transform(StandardScaler().fit_transform(table))
table["cluster"] = KMeans(int(k), n_init=10, random_state=0).fit_predict(points)
table.to_csv(target, index=False)
